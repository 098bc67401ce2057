"""What a member answers in the health check."""

from django import forms

from consortia.health.questions import GROUPS, QUESTIONS, SCALE
from mutuals.forms.section import drawn_alone

from .workspace_rows import SeatForm


class HealthForm(SeatForm):
    """Every question, from 1 to 5; each can be left out."""

    def __init__(self, data=None, *, said: dict[str, int], seats: list):
        super().__init__(data, seats=seats, initial={key: str(value) for key, value in said.items()})
        for question in QUESTIONS:
            self.fields[question.key] = forms.TypedChoiceField(
                label=question.text,
                help_text=f"From 1 ({_begun(question.one)}) to 5 ({_begun(question.five)})",
                choices=[*((str(step), str(step)) for step in SCALE), ("", "Leave out")],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": f"{question.text} Choose an answer from 1 to 5"},
            )

        self.groups = [
            (name, drawn_alone(self, *(one.key for one in QUESTIONS if one.group == name))) for name in GROUPS
        ]

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.said:
            self.add_error(QUESTIONS[0].key, "Answer at least one question")
        return cleaned

    @property
    def said(self) -> dict[str, int]:
        """What was answered, by key of the question."""
        answers = ((question.key, self.cleaned_data.get(question.key)) for question in QUESTIONS)
        return {key: value for key, value in answers if value is not None}


def _begun(words: str) -> str:
    """The words of an end as they stand within a sentence."""
    return words[0].lower() + words[1:]
