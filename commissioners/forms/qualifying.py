"""What an organisation types about itself and reserved contracts."""

from django import forms

from commissioners.bodies import search_bodies
from commissioners.legal.own import QUESTIONS
from commissioners.models import CommissioningBody
from partnerships_portal.reference.fields import ServicesField

from .fields import DateField, TextField, YesNoField

MOST_SUGGESTED = 8
NOT_LISTED = "none"
NO_VERSION = "Open this page again: it does not say which version you changed"


class VersionForm(forms.Form):
    """A form that says which version of the organisation's answers the person looked at; 0 before the first."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, error_messages={"required": NO_VERSION, "invalid": NO_VERSION}
    )

    def __init__(self, *args, answers=None, initial=None, **kwargs):
        version = {"version": answers.version if answers else 0}
        super().__init__(*args, initial=version | (initial or {}), **kwargs)


class TestsForm(VersionForm):
    """The tests of section 33, and whether others may see what comes of them."""

    __test__ = False  # not a test of pytest

    def __init__(self, *args, answers=None, **kwargs):
        names = (*QUESTIONS, "shown_to_others")
        initial = {name: getattr(answers, name) for name in names} if answers else {}
        super().__init__(*args, answers=answers, initial=initial, **kwargs)
        for name, (question, help_text) in QUESTIONS.items():
            self.fields[name] = YesNoField(label=question, help_text=help_text)
            self.fields[name].choices = [("yes", "Yes"), ("no", "No"), ("", "Not answered")]
        self.fields["shown_to_others"] = forms.BooleanField(
            label="Other organisations may see whether you qualify",
            help_text="They see yes, no or not known when they check a consortium, never your answers or contracts.",
            required=False,
        )

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in (*QUESTIONS, "shown_to_others")}


class ContractForm(VersionForm):
    """A reserved contract that the organisation won."""

    body_name = TextField(
        label="The authority that awarded it",
        max_length=250,
        error_messages={"required": "Enter the authority that awarded it"},
    )
    body = forms.ChoiceField(
        label="Which of these is it?",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Which of these is it: choose one of the authorities shown"},
    )
    title = TextField(label="What it was called (optional)", max_length=300, required=False)
    services = ServicesField(
        label="Services", required=False, error_messages={"invalid_choice": "Services: choose from the list"}
    )
    awarded_on = DateField(label="Awarded on (optional)", help_text="For example, 27 3 2026", required=False)
    entered_on = DateField(
        label="Signed on (optional)", help_text="The law counts three years from this day.", required=False
    )
    relied_on_section_33 = YesNoField(
        label="Was it reserved under section 33?",
        help_text="The notice says so. A contract reserved under the older regulation 77 was not.",
    )

    columns = ("body_name", "title", "awarded_on", "entered_on", "relied_on_section_33")

    def __init__(self, *args, contract=None, **kwargs):
        initial = {}
        if contract is not None:
            initial = {name: getattr(contract, name) for name in self.columns}
            initial |= {"services": list(contract.services.all())}
        super().__init__(*args, initial=initial, **kwargs)
        self.similar = self._similar()
        if self.similar:
            options = [(str(body.pk), body.name) for body in self.similar]
            self.fields["body"].choices = [*options, (NOT_LISTED, "None of these")]
        else:
            del self.fields["body"]

    def _similar(self) -> list[CommissioningBody]:
        """Bodies called much like what was typed, unless one is called just so."""
        typed = " ".join(str(self.data.get("body_name", "")).split()) if self.is_bound else ""
        known = CommissioningBody.objects.listed().filter(name__iexact=typed)
        if len(typed) < 3 or "\0" in typed or known.count() == 1:
            return []
        return list(search_bodies(typed).order_by("name")[:MOST_SUGGESTED])

    def clean(self):
        cleaned = super().clean()
        awarded, entered = cleaned.get("awarded_on"), cleaned.get("entered_on")
        if awarded and entered and entered < awarded:
            self.add_error("entered_on", "It must be signed on or after the day on which it was awarded")
        if "body" in self.fields and "body" not in self.errors and not cleaned.get("body"):
            self.add_error("body", "Choose the authority from the list, or say that it is none of these")
        return cleaned

    @property
    def values(self) -> dict:
        """What to keep, by field of the model."""
        chosen = self.cleaned_data.get("body")
        body = next((one for one in self.similar if str(one.pk) == chosen), None)
        values = {name: self.cleaned_data[name] for name in self.columns}
        return values | {"body": body} | ({"body_name": body.name} if body else {})

    def plain_fields(self) -> list:
        """The fields beside the chooser of services."""
        return [field for field in self.visible_fields() if field.name != "services"]
