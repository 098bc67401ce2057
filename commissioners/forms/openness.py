"""The questions about partnerships, a page for each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from crispy_forms_gds.choices import Choice
from django import forms

from commissioners.choices import Openness, PartnershipModel
from commissioners.history import last_saved
from partnerships_portal.conflicts.meeting import SEEN_LENGTH

from .conflicts import MeetsOthers
from .fields import LongTextField, MoneyField, YesNoField, chosen_from_the_list, why_changed

HINTS = {
    Openness.NOT_STATED: "Shown to everyone as not known",
    Openness.NOT_ACCEPTED: "One organisation must bid alone",
    Openness.ACCEPTED: "A group may bid, as one organisation may",
    Openness.WELCOMED: "You would like groups to bid",
    Openness.REQUIRED: "Only a group can deliver this",
}


class StepForm(MeetsOthers, forms.Form):
    """One page of questions. `values` are the answers so far, by field of the opportunity.

    Where somebody else has saved the same answers of a draft meanwhile, it shows theirs beside what was typed.
    """

    title: ClassVar[str]
    about = ""  # a template with what to know before answering
    seen = forms.CharField(required=False, max_length=SEEN_LENGTH, widget=forms.HiddenInput)

    def __init__(self, data=None, *, opportunity, values: Mapping[str, Any]):
        self.opportunity = opportunity
        super().__init__(data, initial={name: values[name] for name in self.columns})
        self.initial["seen"] = self.version()

    def clean(self):
        cleaned = super().clean()
        self.take_theirs(cleaned)
        return cleaned

    def meet(self, opportunity, problem: Exception) -> None:
        """Show what somebody else has saved; `opportunity` as it is stored now."""
        values = {name: getattr(opportunity, name) for name in self.columns}
        now = type(self)(opportunity=opportunity, values=values)
        self.show_conflict(now, last=last_saved(opportunity, self.columns), problem=problem)

    @staticmethod
    def is_asked(values: Mapping[str, Any]) -> bool:
        return True


class ConsortiaStep(StepForm):
    title = "Bids by several organisations together"
    columns = ("openness",)
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


class OfConsortiaStep(StepForm):
    """A question about consortia: not asked where none is accepted, unless there is an answer to take back."""

    @classmethod
    def is_asked(cls, values):
        return values["openness"] != Openness.NOT_ACCEPTED or any(values[name] for name in cls.columns)


class ModelsStep(OfConsortiaStep):
    title = "Partnership models"
    about = "commissioners/openness/_models.html"
    columns = ("models_considered",)
    models_considered = forms.MultipleChoiceField(
        label="Which would you consider? (optional)",
        help_text="Tick all that you would accept. Leave all empty if you have no view.",
        choices=PartnershipModel.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=chosen_from_the_list("Partnership models"),
    )


class LeadStep(OfConsortiaStep):
    title = "A lead provider"
    about = "commissioners/openness/_lead.html"
    columns = ("wants_lead_provider",)
    wants_lead_provider = YesNoField(label="Must one provider lead and hold the contract?")


class LiabilityStep(OfConsortiaStep):
    title = "Joint and several liability"
    about = "commissioners/openness/_liability.html"
    columns = ("wants_joint_liability",)
    wants_joint_liability = YesNoField(label="Must members be jointly and severally liable?")


class LotsStep(StepForm):
    title = "Smaller lots"
    about = "commissioners/openness/_lots.html"
    columns = ("considers_smaller_lots",)
    considers_smaller_lots = YesNoField(label="Would you consider dividing this into smaller lots?")


class SocialValueStep(StepForm):
    title = "Social value"
    about = "commissioners/openness/_social_value.html"
    columns = ("social_value_weight", "social_value_questions")
    social_value_weight = forms.DecimalField(
        label="Weight of social value, per cent (optional)",
        help_text="Of the whole evaluation. Enter 0 if it has no weight.",
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "decimal", "spellcheck": "false"}),
        error_messages={
            "invalid": "Weight of social value: enter a number from 0 to 100",
            "min_value": "Weight of social value: enter 0 or more",
            "max_value": "Weight of social value: enter 100 or less",
            "max_digits": "Weight of social value: enter a number from 0 to 100",
            "max_whole_digits": "Weight of social value: enter a number from 0 to 100",
            "max_decimal_places": "Weight of social value: use at most two digits after the point",
        },
    )
    social_value_questions = LongTextField(
        label="What will you ask about social value? (optional)",
        help_text="Known early, questions can be answered with partners. Do not name people.",
        rows=5,
        max_length=4000,
        required=False,
    )


class MoneyAskedStep(StepForm):
    title = "Turnover and insurance that you ask for"
    about = "commissioners/openness/_money_asked.html"
    columns = ("minimum_turnover", "minimum_insurance")
    minimum_turnover = MoneyField(
        label="Minimum yearly turnover, in pounds (optional)",
        help_text="Leave it empty if you ask for none.",
        what="Minimum yearly turnover",
        min_value=0,
        required=False,
        error_messages={"min_value": "Minimum yearly turnover: enter £0 or more, or leave it empty"},
    )
    minimum_insurance = MoneyField(
        label="Highest insurance cover, in pounds (optional)",
        help_text="Of all the insurance that you ask for. Leave it empty if you ask for none.",
        what="Insurance cover",
        min_value=0,
        required=False,
        error_messages={"min_value": "Insurance cover: enter £0 or more, or leave it empty"},
    )

    @property
    def values(self):
        return {name: None if amount is None else int(amount) for name, amount in super().values.items()}


class InfrastructureStep(StepForm):
    title = "Premises, systems and accreditations"
    columns = ("infrastructure_asked", "openness_note")
    infrastructure_asked = LongTextField(
        label="What must a bidder have before it bids? (optional)",
        help_text="For example premises in the area, a records system or an accreditation. Say what may come later, or "
        "from one member for all: small providers can then join.",
        rows=4,
        max_length=2000,
        required=False,
    )
    openness_note = LongTextField(
        label="Anything else about partnerships (optional)", rows=4, max_length=2000, required=False
    )


STEPS: dict[str, type[StepForm]] = {
    "consortia": ConsortiaStep,
    "models": ModelsStep,
    "lead": LeadStep,
    "liability": LiabilityStep,
    "lots": LotsStep,
    "social-value": SocialValueStep,
    "money": MoneyAskedStep,
    "infrastructure": InfrastructureStep,
}
COLUMNS = tuple(name for step in STEPS.values() for name in step.columns)


class ChangeForm(forms.Form):
    """Why answers that are published are changed."""

    note = why_changed()
