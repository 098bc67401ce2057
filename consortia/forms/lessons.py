"""What an organisation is asked after a bid, and how lessons of the network are found."""

from crispy_forms_gds.choices import Choice
from django import forms

from consortia.models import Bid, Reflection
from mutuals.forms.section import laid_out, long_text
from partnerships_portal.reference.models import Region, ServiceArea


def _one_of(choices, *, label: str, none: str = "") -> forms.ChoiceField:
    options = [Choice(value, text) for value, text in choices] + ([Choice("", none)] if none else [])
    return forms.ChoiceField(
        label=label,
        choices=options,
        required=not none,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select one of the answers",
            "invalid_choice": "Select one of the answers",
        },
    )


class ReflectionForm(forms.Form):
    """One organisation's own answers."""

    repeat = long_text("What would you do again?", "For example how you shared the work, or wrote the tender")
    not_again = long_text("What would you not do again?", "For example what came too late, or was not said")
    shown_to = _one_of(Reflection.Shown.choices, label="Who may read these two answers?")
    relationship = _one_of(
        Reflection.Relationship.choices, label="What happened to the relationship?", none="We would rather not say"
    )
    again = _one_of(
        Reflection.Again.choices, label="Would you partner with the others again?", none="We would rather not say"
    )

    def __init__(self, data=None, *, bid: Bid, reflection: Reflection | None = None):
        names = ("repeat", "not_again", "shown_to", "relationship", "again")
        said = {name: getattr(reflection, name) for name in names} if reflection else {"shown_to": "own"}
        super().__init__(data, initial=said)
        self.is_alone = bid.consortium_id is None
        if self.is_alone:
            for name in ("shown_to", "relationship", "again"):
                del self.fields[name]
        self.helper = laid_out(self)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(name) for name in ("repeat", "not_again", "relationship", "again")):
            self.add_error("repeat", "Answer at least one of the questions")
        return cleaned

    def values(self) -> dict:
        said = {"shown_to": "own", "relationship": "", "again": ""} if self.is_alone else {}
        return said | {name: self.cleaned_data[name] for name in self.fields}


def _filter(label: str, choices=()) -> forms.ChoiceField:
    return forms.ChoiceField(
        required=False,
        label=label,
        choices=[("", "Any"), *choices],
        error_messages={"invalid_choice": f"{label}: choose one of the list"},
    )


class LessonFilter(forms.Form):
    """Which lessons to read."""

    service = _filter("Service")
    region = _filter("Region")
    outcome = _filter("Outcome", (("won", "The bid was won"), ("lost", "The bid was lost")))

    def __init__(self, data=None):
        super().__init__(data)
        groups = ServiceArea.objects.groups().values_list("code", "name")
        self.fields["service"].choices = [("", "Any"), *groups]
        self.fields["region"].choices = [("", "Any"), *Region.objects.values_list("slug", "name")]
        for name in self.fields:
            self.fields[name].widget.attrs["class"] = "govuk-select"

    @property
    def asked(self) -> dict:
        """What was chosen; answers that the form does not know count as none."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}

    @property
    def in_use(self) -> int:
        return sum(bool(value) for value in self.asked.values())
