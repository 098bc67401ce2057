"""An opportunity in sections, each saved by itself."""

from crispy_forms_gds.choices import Choice
from django import forms
from django.utils import timezone

from commissioners.choices import Openness, PartnershipModel, Regime, Reservation, Route, State
from commissioners.completeness import out_of_order

from .fields import (
    DateField,
    DeadlineField,
    LongTextField,
    MoneyField,
    TextField,
    YesNoField,
    chosen_from_the_list,
    name_of,
)

HINTS = {
    Openness.NOT_STATED: "Shown to everyone as not known",
    Openness.NOT_ACCEPTED: "One organisation must bid alone",
    Openness.ACCEPTED: "A group may bid, as one organisation may",
    Openness.WELCOMED: "You would like groups to bid",
    Openness.REQUIRED: "Only a group can deliver this",
}


class SectionForm(forms.Form):
    """One section of an opportunity. Once it is published, saving is an amendment and may say why."""

    columns: tuple[str, ...] = ()  # fields of the model, named alike here
    version = forms.IntegerField(
        widget=forms.HiddenInput,
        required=False,
        error_messages={"invalid": "Open this section again: the page does not say which version you changed"},
    )

    def __init__(self, *args, opportunity, **kwargs):
        self.opportunity = opportunity
        initial = {name: getattr(opportunity, name) for name in self.columns} | {"version": opportunity.version}
        super().__init__(*args, initial=initial, **kwargs)
        if opportunity.state != State.DRAFT:
            self.fields["note"] = LongTextField(
                label="Why do you change it? (optional)",
                help_text="Shown to everyone in the change history, beside what changed.",
                rows=3,
                max_length=1000,
                required=False,
            )

    @property
    def values(self) -> dict:
        """What was typed, by field of the model."""
        return {name: self.cleaned_data[name] for name in self.columns}

    @property
    def why(self) -> str:
        return self.cleaned_data.get("note", "")


class WhatForm(SectionForm):
    columns = ("title", "description", "reference")
    title = TextField(label="Title", max_length=300, error_messages={"required": "Enter a title for the opportunity"})
    description = LongTextField(
        label="What do you want to buy?",
        help_text="Who is it for, what should change for them, what is in and what is out. "
        "Do not name people: anyone can read this.",
        rows=10,
        max_length=20_000,
        required=False,
    )
    reference = TextField(label="Your own reference (optional)", max_length=250, required=False)

    def clean_description(self):
        description = self.cleaned_data["description"]
        if not description and self.opportunity.state != State.DRAFT:
            raise forms.ValidationError("Describe what you want to buy")
        return description


class MoneyForm(SectionForm):
    columns = ("value", "minimum_turnover")
    value = MoneyField(
        label="Total value without VAT, in pounds (optional)",
        help_text="Over the whole contract, extensions left out. With several lots, the sum of the lots.",
        what="Total value",
        min_value=1,
        required=False,
        error_messages={"min_value": "Total value: enter at least £1, or leave it empty if it is not known"},
    )
    minimum_turnover = MoneyField(
        label="Minimum yearly turnover that you ask of a bidder, in pounds (optional)",
        help_text="Leave it empty if you ask none. More than twice the yearly value shuts out small providers.",
        what="Minimum yearly turnover",
        min_value=0,
        required=False,
        error_messages={"min_value": "Minimum yearly turnover: enter £0 or more, or leave it empty"},
    )

    def clean_minimum_turnover(self):
        turnover = self.cleaned_data["minimum_turnover"]
        return None if turnover is None else int(turnover)


class DatesForm(SectionForm):
    columns = (
        "engagement_deadline",
        "expected_tender_on",
        "enquiry_deadline",
        "submission_deadline",
        "starts_on",
        "ends_on",
        "may_extend_to",
    )
    in_the_future = ("engagement_deadline", "enquiry_deadline", "submission_deadline")
    engagement_deadline = DeadlineField(
        label="Early market engagement ends (optional)",
        help_text="UK time. Without a time it is 12 noon.",
        required=False,
    )
    expected_tender_on = DateField(
        label="Tender expected (optional)",
        help_text="Providers plan their partnerships by this date.",
        required=False,
    )
    enquiry_deadline = DeadlineField(label="Questions by (optional)", help_text="UK time.", required=False)
    submission_deadline = DeadlineField(
        label="Tenders by", help_text="UK time. Needed before it opens for tenders.", required=False
    )
    starts_on = DateField(label="Contract starts (optional)", help_text="For example, 1 4 2027", required=False)
    ends_on = DateField(label="Contract ends (optional)", help_text="For example, 31 3 2030", required=False)
    may_extend_to = DateField(
        label="The contract may be extended to (optional)", help_text="The last possible day.", required=False
    )

    def clean(self):
        cleaned = super().clean()
        for name in self.in_the_future:
            moment, before = cleaned.get(name), getattr(self.opportunity, name)
            if before and moment == before.replace(second=0, microsecond=0):
                cleaned[name] = before  # the form shows no seconds
            elif moment and moment <= timezone.now():
                self.add_error(name, f"{name_of(str(self.fields[name].label))}: enter a date and time in the future")
        if not cleaned.get("submission_deadline") and self.opportunity.state == State.OPEN:
            self._add_once("submission_deadline", "Say by when tenders must be in")
        engagement, expected = cleaned.get("engagement_deadline"), cleaned.get("expected_tender_on")
        if engagement and expected and timezone.localdate(engagement) > expected:
            self._add_once("expected_tender_on", "The tender must be expected after market engagement ends")
        for name, message in out_of_order(cleaned.get):
            self._add_once(name, message)
        return cleaned

    def _add_once(self, name, message):
        if name not in self.errors:
            self.add_error(name, message)


class LawForm(SectionForm):
    columns = ("regime", "route", "is_light_touch", "reserved_for", "suits_small", "suits_voluntary")
    regime = forms.ChoiceField(
        label="Bought under",
        choices=Regime.choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Bought under: choose one of the laws shown"},
    )
    route = forms.ChoiceField(
        label="Route",
        choices=Route.choices,
        widget=forms.Select,
        required=False,
        error_messages={"invalid_choice": "Route: choose one from the list"},
    )
    is_light_touch = YesNoField(label="Are these light touch services?")
    reserved_for = forms.MultipleChoiceField(
        label="Reserved for (optional)",
        help_text="Tick only what the law of this procurement allows.",
        choices=Reservation.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=chosen_from_the_list("Reserved for"),
    )
    suits_small = YesNoField(label="Suitable for small and medium-sized organisations?")
    suits_voluntary = YesNoField(label="Suitable for voluntary organisations?")

    def clean(self):
        cleaned = super().clean()
        if Reservation.MUTUALS in cleaned.get("reserved_for", ()) and cleaned.get("regime") == Regime.PSR:
            self.add_error(
                "reserved_for",
                "Section 33 is not available under the Provider Selection Regime: untick it or change the law",
            )
        return cleaned


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


SECTIONS: dict[str, tuple[str, type[SectionForm]]] = {
    "what": ("What you want to buy", WhatForm),
    "money": ("Money", MoneyForm),
    "dates": ("Dates", DatesForm),
    "openness": ("Openness to consortia", OpennessForm),
    "law": ("Law and route", LawForm),
}
