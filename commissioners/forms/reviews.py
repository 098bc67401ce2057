"""What people type about a joint review."""

from django import forms

from commissioners.delivery.reviews import TEXTS
from commissioners.models import ReviewPart

from .fields import DateField, LongTextField, TextField

HINTS = {
    "went_well": "What would you do again in the same way?",
    "to_change": "What should be different by the next review? Say what your own side would change, too.",
    "partnership": "How do you decide, inform each other and settle conflicts?",
}


class AboutReviewForm(forms.Form):
    """What is reviewed, and when."""

    title = TextField(
        label="What do you review?",
        help_text="Name the contract or the part of it, and the period. For example, “First year, April 2026 to March "
        "2027”.",
        max_length=200,
        error_messages={"required": "Say what you review"},
    )
    held_on = DateField(
        label="When do you meet about it? (optional)", help_text="For example, 27 3 2027", required=False
    )
    next_on = DateField(
        label="When is the next review? (optional)", help_text="All sides are reminded on that day.", required=False
    )

    def clean(self):
        cleaned = super().clean()
        held, following = cleaned.get("held_on"), cleaned.get("next_on")
        if held and following and following <= held:
            self.add_error("next_on", "The next review must be after this one")
        return cleaned


class PartForm(forms.Form):
    """What one side thinks."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def __init__(self, data=None, *, part: ReviewPart):
        first = {name: getattr(part, name) for name, _ in TEXTS} | {"seen": part.updated_at.isoformat()}
        super().__init__(data, initial=first)
        for name, title in TEXTS:
            self.fields[name] = LongTextField(
                label=f"{title} (optional)", help_text=HINTS[name], rows=5, max_length=4000, required=False
            )

    @property
    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name, _ in TEXTS}


class StepForm(forms.Form):
    """Something that one's own side will do."""

    text = TextField(
        label="What will your side do?",
        max_length=500,
        error_messages={"required": "Say what your side will do"},
    )
    due_on = DateField(label="By when? (optional)", help_text="For example, 27 3 2027", required=False)
