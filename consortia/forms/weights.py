"""Weights of matching: one part of a draft at a time, and the reasons of those who set them."""

from django import forms
from django.core.exceptions import ValidationError

from consortia.actions import weights as actions
from consortia.matching.weights import faults
from consortia.models import WeightSet
from consortia.weighing.words import Block, Part, Word, in_figures
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.conflicts.meeting import SEEN_LENGTH, MeetsOthers

DECIMALS = 6


class WeightField(forms.FloatField):
    """A number as people type it: 0.3, 2,000,000."""

    def __init__(self, label: str, help_text: str):
        attrs = {"class": "govuk-input--width-10", "inputmode": "decimal"}
        super().__init__(
            label=label,
            help_text=help_text,
            min_value=0,
            widget=forms.TextInput(attrs=attrs),
            error_messages={
                "required": f"{label}: enter a number",
                "invalid": f"{label}: enter a number, such as 0.25",
                "min_value": f"{label}: enter 0 or more",
            },
        )

    def to_python(self, value):
        number = super().to_python(value.replace(",", "") if isinstance(value, str) else value)
        return None if number is None else round(number, DECIMALS)


class WeightsForm(MeetsOthers, forms.Form):
    """The numbers of one part of a draft. Which may stand together is told by `matching.weights.problems`."""

    seen = forms.CharField(required=False, max_length=SEEN_LENGTH, widget=forms.HiddenInput)

    def __init__(self, data=None, *, part: Part, draft: WeightSet):
        self.part, self.draft = part, draft
        super().__init__(data, initial={name: in_figures(value) for name, value in self.stored().items()})
        for group, word in part.named():
            self.fields[_name(group, word)] = WeightField(word.label, word.help)
        self.initial["seen"] = self.version()

    def stored(self) -> dict:
        return {_name(group, word): self.draft.values[group][word.name] for group, word in self.part.named()}

    def typed(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.stored()}

    def words(self, name: str, value) -> str:
        return in_figures(value)

    def blocks(self) -> list[tuple[Block, list]]:
        """Each block with its fields, for the page."""
        return [(block, [self[_name(block.group, word)] for word in block.words]) for block in self.part.blocks]

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            titles = {block.group: block.title for block in self.part.blocks if block.adds_up}
            for group, given in self._values().items():
                for name, says in faults(group, given):
                    label = titles.get(group) or self.fields[f"{group}__{name}"].label
                    self.add_error(f"{group}__{name}", ValidationError(f"{label}: {says}"))
        return cleaned

    def _values(self) -> dict:
        """group: name: number, as typed; what is taken from somebody else as it is stored."""
        kept = {**self.cleaned_data, **{name: self.stored()[name] for name in self.theirs}}
        found: dict[str, dict[str, float]] = {}
        for group, word in self.part.named():
            found.setdefault(group, {})[word.name] = kept[_name(group, word)]
        return found

    def save(self, *, by, at) -> bool:
        """Store what differs; whether anything did. Raises actions.ChangedMeanwhile."""
        return actions.edit_draft(
            draft=self.draft, part=self.part, values=self._values(), seen=self.cleaned_data["seen"], by=by, at=at
        )

    def meet(self, problem: Exception) -> None:
        """Show what somebody else saved meanwhile."""
        self.draft.refresh_from_db()
        last = AuditEvent.objects.filter(
            target_kind="consortia.weightset", target_id=self.draft.pk, action="weights_edited"
        )
        now = WeightsForm(part=self.part, draft=self.draft)
        self.show_conflict(now, last=last.select_related("actor").order_by("-pk").first(), problem=problem)


def _name(group: str, word: Word) -> str:
    return f"{group}__{word.name}"


class ReasonForm(forms.Form):
    """Why; it is public together with the weights."""

    reason = forms.CharField(
        label="Why",
        help_text="In a sentence or two. It is published with the weights.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Say why, in a sentence or two",
            "max_length": "Why: use 1,000 characters or fewer",
            "null_characters_not_allowed": "Why: take out the characters that cannot be shown",
        },
    )
