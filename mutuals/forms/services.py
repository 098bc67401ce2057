"""What an organisation delivers, and what shows it."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Fieldset, Fluid, Layout, Size
from django import forms

from mutuals import actions
from mutuals.actions.services import state_of_evidence, state_of_services
from mutuals.models import Organisation, ServiceClaim
from partnerships_portal.reference.fields import ServicesField
from partnerships_portal.reference.models import ServiceArea

from .conflicts import MeetsOthers, in_words
from .section import SEEN_LENGTH, short_text


class ServicesForm(MeetsOthers, forms.Form):
    """The service areas that an organisation claims, ticked in the six groups."""

    section, title = "services", "Services"
    lede = (
        "Tick what you deliver now, or have delivered in the last three years. You say what shows it on the next page."
    )
    areas = ServicesField(
        error_messages={
            "required": "Select at least one service that you deliver",
            "invalid_choice": "Select services from the list",
        },
    )
    seen = forms.CharField(required=False, max_length=SEEN_LENGTH, widget=forms.HiddenInput)

    def __init__(self, data=None, *, organisation: Organisation):
        super().__init__(data)
        self.organisation = organisation
        claimed = organisation.service_claims.values_list("service_area__code", flat=True)
        self.initial = {"areas": list(claimed), "seen": self.version()}

    def stored(self) -> dict:
        return state_of_services(self.organisation)

    def typed(self) -> dict:
        return {"areas": sorted(area.pk for area in self.cleaned_data["areas"])}

    def label_of(self, name: str) -> str:
        return "Services"

    def words(self, name: str, value) -> str:
        return in_words(list(ServiceArea.objects.filter(pk__in=value).values_list("name", flat=True)))

    def save(self, *, by, at) -> bool:
        if self.theirs:
            return False
        return actions.save_services(
            organisation=self.organisation,
            areas=self.cleaned_data["areas"],
            seen=self.cleaned_data["seen"],
            by=by,
            at=at,
        )


class EvidenceForm(MeetsOthers, forms.Form):
    """A contract and its buyer for each claim: a claim without either counts half in matching."""

    section, title = "services", "What shows your services"
    lede = (
        "Name a contract that shows each service. A service without one counts half in matching, until staff verify it."
    )

    seen = forms.CharField(required=False, max_length=SEEN_LENGTH, widget=forms.HiddenInput)

    def __init__(self, data=None, *, organisation: Organisation):
        super().__init__(data)
        self.organisation = organisation
        self.initial["seen"] = self.version()
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

    def stored(self) -> dict:
        return state_of_evidence(self.organisation)

    def typed(self) -> dict:
        names = (f"{field}_{claim.pk}" for claim in self.claims for field in ("contract", "buyer"))
        return {name: self.cleaned_data[name] for name in names}

    def label_of(self, name: str) -> str:
        area = next(claim.service_area for claim in self.claims if name.endswith(f"_{claim.pk}"))
        return f"{area}: {super().label_of(name).lower()}"

    def save(self, *, by, at) -> bool:
        chosen, stored = self.typed(), self.stored()
        chosen |= {name: stored[name] for name in self.theirs & set(chosen)}
        evidence = {claim.pk: (chosen[f"contract_{claim.pk}"], chosen[f"buyer_{claim.pk}"]) for claim in self.claims}
        seen = self.cleaned_data["seen"]
        return bool(actions.save_evidence(organisation=self.organisation, evidence=evidence, seen=seen, by=by, at=at))
