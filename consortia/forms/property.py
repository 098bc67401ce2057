"""What a member brings and keeps."""

from commissioners.forms.fields import LongTextField, TextField

from .seats import SeatForm


class ContributionForm(SeatForm):
    """One thing."""

    what = TextField(
        label="What do you bring?",
        help_text="For example a training programme, software, a method, a brand or data",
        max_length=300,
        error_messages={"required": "Say what you bring"},
    )
    during = LongTextField(
        label="How may the others use it while you work together? (optional)", rows=3, max_length=1000, required=False
    )
    after = LongTextField(
        label="And afterwards? (optional)",
        help_text="Your partners may be your rivals in the next bid",
        rows=3,
        max_length=1000,
        required=False,
    )

    @property
    def texts(self) -> dict[str, str]:
        """What the action takes. After is_valid()."""
        return {name: self.cleaned_data[name] for name in ("what", "during", "after")}
