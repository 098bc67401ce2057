"""Leaving a consortium."""

from commissioners.forms.fields import LongTextField

from .seats import SeatForm


class LeaveForm(SeatForm):
    """For which member, and why, if it wishes to say."""

    reason = LongTextField(
        label="Why do you leave? (optional)",
        help_text="The members that stay read it, now and later",
        rows=3,
        max_length=1000,
        required=False,
    )
