"""When things happen. Moments are UK local time."""

from django import forms
from django.utils import timezone

from commissioners.choices import State
from commissioners.completeness import out_of_order
from commissioners.forms.fields import DateField, DeadlineField, YesNoField, name_of
from commissioners.timetable.fairness import shortening_problem

from .base import SectionForm

LONGEST_TENDER = 365


class DatesForm(SectionForm):
    columns = (
        "engagement_deadline",
        "expected_tender_on",
        "tender_days",
        "enquiry_deadline",
        "submission_deadline",
        "award_expected_on",
        "starts_on",
        "ends_on",
        "may_be_extended",
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
    tender_days = forms.IntegerField(
        label="For how many days will the tender be open? (optional)",
        help_text="Without it, providers are told to expect 25 days, the usual shortest period.",
        min_value=1,
        max_value=LONGEST_TENDER,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "invalid": "Days that the tender will be open: enter a whole number, such as 40",
            "min_value": "Days that the tender will be open: enter at least 1",
            "max_value": f"Days that the tender will be open: enter {LONGEST_TENDER} or fewer",
        },
    )
    enquiry_deadline = DeadlineField(label="Questions by (optional)", help_text="UK time.", required=False)
    submission_deadline = DeadlineField(
        label="Tenders by", help_text="UK time. Needed before it opens for tenders.", required=False
    )
    award_expected_on = DateField(
        label="Award expected (optional)",
        help_text="The day on which you expect to say who has won.",
        required=False,
    )
    starts_on = DateField(label="Contract starts (optional)", help_text="For example, 1 4 2027", required=False)
    ends_on = DateField(label="Contract ends (optional)", help_text="For example, 31 3 2030", required=False)
    may_be_extended = YesNoField(label="May the contract be extended?")
    may_extend_to = DateField(
        label="The contract may be extended to (optional)", help_text="The last possible day.", required=False
    )

    def clean(self):
        cleaned = super().clean()
        for name in self.in_the_future:
            self._must_be_to_come(name, cleaned)
        if not cleaned.get("submission_deadline") and self.opportunity.state == State.OPEN:
            self._add_once("submission_deadline", "Say by when tenders must be in")
        if cleaned.get("may_extend_to"):
            if cleaned.get("may_be_extended") is False:
                self._add_once(
                    "may_be_extended", "You say that it may not be extended, and until when: change one of the two"
                )
            cleaned["may_be_extended"] = True
        unfair = shortening_problem(
            self.opportunity, cleaned.get("submission_deadline"), note=self.why, at=timezone.now()
        )
        if unfair:
            self._add_once("submission_deadline", unfair)
        for name, message in out_of_order(cleaned.get):
            self._add_once(name, message)
        return cleaned

    def _must_be_to_come(self, name, cleaned):
        moment, before = cleaned.get(name), getattr(self.opportunity, name)
        if before and moment == before.replace(second=0, microsecond=0):
            cleaned[name] = before  # the form shows no seconds
        elif moment and moment <= timezone.now():
            self.add_error(name, f"{name_of(str(self.fields[name].label))}: enter a date and time in the future")

    def _add_once(self, name, message):
        if name not in self.errors:
            self.add_error(name, message)
