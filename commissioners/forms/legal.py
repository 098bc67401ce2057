"""Forms of the guide to routes and rules."""

from django import forms

from commissioners.choices import State
from commissioners.law.answers import Verdict

from .fields import YesNoField, why_changed


class QuestionsForm(forms.Form):
    """One step of the guide: questions to be answered yes, no, or left open."""

    def __init__(self, *args, step, kept=None, **kwargs):
        initial = {name: getattr(kept, name, None) for name in step.questions}
        super().__init__(*args, initial=initial, **kwargs)
        for name, question in step.questions.items():
            self.fields[name] = YesNoField(label=question)
            self.fields[name].choices = [("yes", "Yes"), ("no", "No"), ("", "Not known yet")]


class RouteForm(forms.Form):
    """Choose a route, knowing what the check says of it."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={
            "required": "Open this page again: it does not say which version you changed",
            "invalid": "Open this page again: it does not say which version you changed",
        },
    )

    def __init__(self, *args, opportunity, choice, **kwargs):
        super().__init__(*args, initial={"version": opportunity.version}, **kwargs)
        if choice.answer.verdict in (Verdict.NO, Verdict.RISK):
            self.fields["knows"] = forms.BooleanField(
                label="I know what the check says, and choose it all the same",
                error_messages={"required": "Tick that you know what the check says, or choose another route"},
            )
        if opportunity.state != State.DRAFT:
            self.fields["note"] = why_changed()
