"""Asking a question, answering it, and setting it aside."""

from django import forms

from commissioners.models import Question
from commissioners.talking.asking import gives_away, names_of

from .fields import LongTextField


class AskForm(forms.Form):
    """A question without anything that tells who asks."""

    text = LongTextField(
        label="What do you want to ask?",
        help_text="Everyone will read it with the answer, your competitors too. Do not name yourself, your "
        "organisation or a service that only you run.",
        rows=6,
        max_length=2000,
        error_messages={"required": "Enter your question"},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_text(self):
        text = self.cleaned_data["text"]
        found = gives_away(text, names_of(self.user))
        if found:
            raise forms.ValidationError(f"Take out {found}: everyone could see who asks", code="gives_away")
        return text


class AnswerForm(forms.Form):
    """The question as everyone is to read it, and the answer."""

    published_text = LongTextField(
        label="The question, as everyone will read it",
        help_text="Change what could tell who asked. Keep what was asked.",
        rows=5,
        max_length=2000,
        error_messages={"required": "Enter the question as everyone is to read it"},
    )
    answer = LongTextField(
        label="Your answer",
        help_text="It is published to everyone. Leave out names of people and anything confidential.",
        rows=8,
        max_length=5000,
        error_messages={"required": "Enter your answer"},
    )

    seen = forms.CharField(widget=forms.HiddenInput, required=False)  # how the answer stood when the page was made

    def __init__(self, *args, question: Question, **kwargs):
        self.question = question
        initial = {
            "published_text": question.published_text or question.text,
            "answer": question.answer,
            "seen": _stamp(question),
        }
        super().__init__(*args, initial=initial, **kwargs)
        if question.state == Question.State.ANSWERED:
            self.fields["hide_former"] = forms.BooleanField(
                label="The former answer gave something away: do not keep it",
                help_text="Otherwise everyone can still read it below the new one. With it go those before it.",
                required=False,
            )

    def clean(self):
        if self.cleaned_data.pop("seen", "") != _stamp(self.question):
            self.data = self.data.copy()
            self.data["seen"] = _stamp(self.question)  # whoever sends it again has seen it
            raise forms.ValidationError(
                "Somebody else has answered this meanwhile. Compare their answer below with yours, then decide.",
                code="changed_meanwhile",
            )
        return self.cleaned_data


def _stamp(question: Question) -> str:
    latest = question.corrected_at or question.answered_at
    return latest.isoformat() if latest else ""


class SetAsideForm(forms.Form):
    """Why a question is not published."""

    reason = LongTextField(
        label="Why is it not published?",
        help_text="Only the person who asked reads this: for example that it names somebody, or that it is not about "
        "this opportunity.",
        rows=4,
        max_length=1000,
        error_messages={"required": "Say why it is not published: whoever asked reads it"},
    )
