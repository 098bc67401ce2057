"""Asking to join an organisation, and asking for its end."""

from django import forms

from .section import laid_out, long_text


class JoinForm(forms.Form):
    """What a person says of themselves who asks to join."""

    message = long_text(
        "Who you are, and what you do there (optional)",
        "Those who decide read it, with your name and e-mail address",
        length=500,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out(self)


class ReasonForm(forms.Form):
    """Why an organisation is to be closed."""

    reason = forms.CharField(
        max_length=500,
        widget=forms.Textarea,
        error_messages={"required": "Say why", "max_length": "Use 500 characters or fewer"},
    )

    def __init__(self, *args, label: str, help_text: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label, self.fields["reason"].help_text = label, help_text
        self.helper = laid_out(self)
