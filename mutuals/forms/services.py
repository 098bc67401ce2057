"""What an organisation delivers, and what shows it."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Fieldset, Fluid, Layout, Size
from django import forms

from mutuals import actions
from mutuals.models import Organisation, ServiceClaim
from partnerships_portal.reference.fields import ServicesField

from .section import short_text


class ServicesForm(forms.Form):
    """The service areas that an organisation claims, ticked in the six groups."""

    title = "Services"
    lede = (
        "Tick what you deliver now, or have delivered in the last three years. You say what shows it on the next page."
    )
    areas = ServicesField(
        error_messages={
            "required": "Select at least one service that you deliver",
            "invalid_choice": "Select services from the list",
        },
    )
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, data=None, *, organisation: Organisation):
        super().__init__(data)
        self.organisation = organisation
        claimed = organisation.service_claims.values_list("service_area__code", flat=True)
        self.initial = {"areas": list(claimed), "seen": actions.version_of_services(organisation)}

    def save(self, *, by, at) -> bool:
        return actions.save_services(
            organisation=self.organisation,
            areas=self.cleaned_data["areas"],
            seen=self.cleaned_data["seen"],
            by=by,
            at=at,
        )


class EvidenceForm(forms.Form):
    """A contract and its buyer for each claim: a claim without either counts half in matching."""

    title = "What shows your services"
    lede = (
        "Name a contract that shows each service. A service without one counts half in matching, until staff verify it."
    )

    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, data=None, *, organisation: Organisation):
        super().__init__(data)
        self.organisation = organisation
        self.initial["seen"] = actions.version_of_evidence(organisation)
        self.claims = list(organisation.service_claims.select_related("service_area"))
        for claim in self.claims:
            self._ask(claim)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.layout = Layout("seen", *(self._laid_out(claim) for claim in self.claims))

    def _ask(self, claim: ServiceClaim) -> None:
        self.fields[f"contract_{claim.pk}"] = short_text("Contract", "Its name, and when it ran", length=200)
        self.fields[f"buyer_{claim.pk}"] = short_text("With whom", "For example a council", length=200)
        self.initial |= {f"contract_{claim.pk}": claim.contract, f"buyer_{claim.pk}": claim.contract_buyer}

    def _laid_out(self, claim: ServiceClaim) -> Fieldset:
        names = (f"contract_{claim.pk}", f"buyer_{claim.pk}")
        fields = (Field.text(name, field_width=Fluid.TWO_THIRDS) for name in names)
        return Fieldset(*fields, legend=claim.service_area.name, legend_size=Size.MEDIUM)

    def clean(self):
        for claim in self.claims:
            if self.cleaned_data.get(f"buyer_{claim.pk}") and not self.cleaned_data.get(f"contract_{claim.pk}"):
                self.add_error(
                    f"contract_{claim.pk}", f"{claim.service_area}: enter the contract as well, or leave both empty"
                )

    def save(self, *, by, at) -> bool:
        evidence = {
            claim.pk: (self.cleaned_data[f"contract_{claim.pk}"], self.cleaned_data[f"buyer_{claim.pk}"])
            for claim in self.claims
        }
        seen = self.cleaned_data["seen"]
        return bool(actions.save_evidence(organisation=self.organisation, evidence=evidence, seen=seen, by=by, at=at))
