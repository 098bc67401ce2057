"""Choosing an organisation in a form: part of its name is typed, and those that have it are offered."""

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button
from django import forms
from django.core.exceptions import ValidationError

from commissioners.forms.fields import TextField
from support_requests.picking import Found, find

from .drawn import Drawn

LONGEST = 200
WHICH = "Select which organisation you mean"
NOBODY = "No organisation in the directory has this in its name or as its number. Try one word of the name"


class OrganisationNameField(TextField):
    """Where part of the name is typed."""

    def __init__(self, *, label: str, help_text: str = ""):
        hint = "Part of its name, or its Companies House or charity number."
        super().__init__(
            label=label,
            help_text=f"{hint} {help_text}".strip(),
            max_length=LONGEST,
            error_messages={"required": "Enter the name of an organisation, or part of it"},
        )


class PicksOrganisation(Drawn):
    """A form with a field `organisation`, an OrganisationNameField, that cleans to the one that is meant.

    “Find” (`look`) shows those that have what was typed, and complains of nothing else. Sent without it, a name that
    only one is called by is enough; otherwise one of those that are offered has to be chosen (`picked`).
    """

    def __init__(self, data=None, *, user, **kwargs):
        super().__init__(data, **kwargs)
        self.is_looking = data is not None and "look" in data
        typed = "" if data is None else data.get("organisation", "")
        self.found = find(typed, user=user) if len(typed) <= LONGEST else Found()
        if self.found.offered and (self.is_looking or "picked" in data or not self.found.exact):
            self._offer()

    def _offer(self) -> None:
        shown = self.found.offered
        self.fields["picked"] = forms.ChoiceField(
            label="Which organisation do you mean?",
            help_text=f"The first {len(shown)}. Not among them? Type more of its name." if self.found.is_more else "",
            choices=[Choice(str(one.organisation.pk), one.organisation.name, hint=one.facts) for one in shown],
            widget=forms.RadioSelect,
            error_messages={"required": WHICH, "invalid_choice": WHICH},
        )
        self.order_fields(["organisation", "picked"])
        likely = self.found.exact or (shown[0].organisation if len(shown) == 1 else None)
        if self.is_looking:  # what was picked before was of what was typed before
            self.data = self.data.copy()
            self.data["picked"] = str(likely.pk) if likely else ""

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.layout.fields.insert(1, Button.secondary("look", "Find"))
        return helper

    def clean_organisation(self):
        if not self.found.offered:
            raise ValidationError(NOBODY)
        return self.found.exact

    def clean(self):
        cleaned = super().clean()
        picked = cleaned.pop("picked", None)
        if picked:
            offered = {str(one.organisation.pk): one.organisation for one in self.found.offered}
            cleaned["organisation"] = offered[picked]
        return cleaned

    def full_clean(self):
        super().full_clean()
        if self.is_looking:
            for name in set(self._errors) - {"organisation"}:
                del self._errors[name]

    def is_valid(self) -> bool:
        """Not on the way either: the one who was found is still to be looked at."""
        return not self.is_looking and super().is_valid()
