"""What a member answers in the health check."""

from django import forms

from consortia.health.questions import QUESTIONS, SCALE

from .workspace_rows import SeatForm


class HealthForm(SeatForm):
    """Every question, from 1 to 5; each can be left out."""

    def __init__(self, data=None, *, said: dict[str, int], seats: list):
        super().__init__(data, seats=seats, initial={key: str(value) for key, value in said.items()})
        for question in QUESTIONS:
            self.fields[question.key] = forms.TypedChoiceField(
                label=question.text,
                choices=[
                    *((str(step), _words(question, step)) for step in SCALE),
                    ("", "We leave this one out"),
                ],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": f"{question.text} Choose an answer from 1 to 5"},
            )

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


def _words(question, step: int) -> str:
    ends = {min(SCALE): question.one, max(SCALE): question.five}
    return f"{step}: {ends[step]}" if step in ends else str(step)
