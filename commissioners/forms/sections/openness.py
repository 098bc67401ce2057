"""How open the buyer is to consortia."""

from crispy_forms_gds.choices import Choice
from django import forms

from commissioners.choices import Openness, PartnershipModel
from commissioners.forms.fields import LongTextField, YesNoField, chosen_from_the_list

from .base import SectionForm

HINTS = {
    Openness.NOT_STATED: "Shown to everyone as not known",
    Openness.NOT_ACCEPTED: "One organisation must bid alone",
    Openness.ACCEPTED: "A group may bid, as one organisation may",
    Openness.WELCOMED: "You would like groups to bid",
    Openness.REQUIRED: "Only a group can deliver this",
}


class OpennessForm(SectionForm):
    columns = ("openness", "models_considered", "wants_lead_provider", "wants_joint_liability", "openness_note")
    openness = forms.ChoiceField(
        label="Consortia are",
        help_text="Partnerships take weeks to form. The earlier you say this, the more of them you will hear from.",
        choices=[
            Choice(value, label, hint=HINTS[Openness(value)])
            for value, label in (*Openness.choices[1:], Openness.choices[0])
        ],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Consortia are: choose one of the answers"},
    )
    models_considered = forms.MultipleChoiceField(
        label="Partnership models that you would consider (optional)",
        choices=PartnershipModel.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=chosen_from_the_list("Partnership models"),
    )
    wants_lead_provider = YesNoField(label="Must one provider lead and hold the contract?")
    wants_joint_liability = YesNoField(
        label="Must members be jointly and severally liable?",
        help_text="Each would answer for the whole contract. Small organisations often cannot.",
    )
    openness_note = LongTextField(
        label="Anything else about partnerships (optional)",
        rows=4,
        max_length=2000,
        required=False,
    )

    def clean(self):
        cleaned = super().clean()
        wanted = ("models_considered", "wants_lead_provider", "wants_joint_liability")
        if cleaned.get("openness") == Openness.NOT_ACCEPTED and any(cleaned.get(name) for name in wanted):
            self.add_error(
                "openness",
                "You say that consortia are not accepted, and how they should be formed: change one of the two",
            )
        return cleaned
