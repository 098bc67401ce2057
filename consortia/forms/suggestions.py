"""What an organisation is asked about its suggestions."""

import datetime as dt

from crispy_forms_gds.choices import Choice
from django import forms

from consortia.matching.explain import LABELS
from consortia.matching.weights import DETERMINANTS
from consortia.models import SetAside

Cause = SetAside.Cause
DAYS = {"not_now_1": 30, "not_now_3": 91, "not_now_6": 183}
NOT_NOW = [
    Choice("not_now_1", "Not now: suggest it again in a month"),
    Choice("not_now_3", "Not now: suggest it again in 3 months"),
    Choice("not_now_6", "Not now: suggest it again in 6 months"),
]
RIVAL = "rival"
FOR_GOOD = (Cause.TOO_FAR, Cause.TOO_BIG, Cause.NOT_OUR_FIELD, Cause.CONFLICT)


class SetAsideForm(forms.Form):
    """Why an opportunity is not for the organisation."""

    why = forms.ChoiceField(
        label="Why not?",
        choices=[*(Choice(cause.value, cause.label) for cause in FOR_GOOD), *NOT_NOW],
        widget=forms.RadioSelect,
        error_messages={"required": "Select why not", "invalid_choice": "Select one of the reasons"},
    )

    @property
    def cause(self) -> str:
        why = self.cleaned_data["why"]
        return Cause.NOT_NOW if why in DAYS else why

    def until(self, at):
        """When it comes back; None where it does not."""
        days = DAYS.get(self.cleaned_data["why"])
        return at + dt.timedelta(days=days) if days else None


class PartnerAsideForm(SetAsideForm):
    """Why a possible partner is not for the organisation; a rival is kept apart both ways."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        hint = "Neither of you is suggested to the other, now or later. They are not told."
        self.fields["why"].choices = [*self.fields["why"].choices, Choice(RIVAL, "A rival", hint=hint)]

    @property
    def is_rival(self) -> bool:
        return self.cleaned_data["why"] == RIVAL


class MutedForm(forms.Form):
    """Which reasons are not to be read."""

    muted = forms.MultipleChoiceField(
        label="Reasons that you do not want to read",
        help_text="Scores and their order stay as they are: only the sentences go, on pages and in e-mails.",
        choices=[Choice(name, LABELS[name]) for name in DETERMINANTS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "Select reasons from the list",
            "invalid_list": "Select reasons from the list",
        },
    )


class SuggestedForm(forms.Form):
    """Whether the organisation is suggested to others."""

    suggested = forms.ChoiceField(
        label="May we suggest your organisation to others?",
        help_text="As a possible partner, for a tender, or in a team.",
        choices=[
            Choice("yes", "Yes, suggest us"),
            Choice(
                "no",
                "No, do not suggest us",
                hint="You stay in the directory, and your own matches go on. People can still find you by searching.",
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Select yes or no", "invalid_choice": "Select yes or no"},
    )
