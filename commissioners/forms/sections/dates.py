"""When things happen. Moments are UK local time."""

from django.utils import timezone

from commissioners.choices import State
from commissioners.completeness import out_of_order
from commissioners.forms.fields import DateField, DeadlineField, name_of

from .base import SectionForm


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
