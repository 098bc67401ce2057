"""What programme managers keep of a commissioning body."""

from django import forms
from django.core.exceptions import ValidationError

from commissioners import duplicates
from commissioners.bodies import search_bodies
from commissioners.choices import BodyKind, BuyerClass
from commissioners.models import CommissioningBody
from mutuals.forms.section import drawn_alone
from partnerships_portal.reference.fields import DistrictsField

from .fields import DateField, LongTextField, TextField, YesNoField, chosen_from_the_list

NAMED = 5  # bodies that a message names at most
FIELDS = (
    *("name", "kind", "buyer_class", "is_best_value_authority", "is_school"),
    *("starts_on", "ends_on", "successor", "successor_is_legal", "succession_source"),
)


class BodyRecordForm(forms.Form):
    """Name, class, places, identifiers, dates and what followed."""

    name = TextField(label="Name", max_length=250, error_messages={"required": "Enter the name of the body"})
    kind = forms.ChoiceField(
        label="Kind",
        choices=BodyKind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select what kind of body it is",
            "invalid_choice": "Kind: choose one of those shown",
        },
    )
    buyer_class = forms.ChoiceField(
        label="Class of buyer",
        help_text="Thresholds of the Procurement Act depend on it",
        choices=BuyerClass.choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Class of buyer: choose one of those shown"},
    )
    is_best_value_authority = YesNoField(label="Is it a best value authority?", help_text="Local Government Act 1999")
    is_school = YesNoField(label="Is it a school?")
    places = DistrictsField(label="Places", required=False, error_messages=chosen_from_the_list("Places"))
    identifiers = LongTextField(
        label="Identifiers (optional)",
        help_text="One to a line: the scheme, a space, the number, such as GB-PPON PABC-1234-ABCD",
        rows=3,
        max_length=3000,
        required=False,
    )
    starts_on = DateField(label="Began on (optional)", required=False)
    ends_on = DateField(label="Ended, or ends, on (optional)", help_text="Its last day", required=False)
    successor = TextField(
        label="Followed by (optional)", help_text="The name of the body that took over", max_length=250, required=False
    )
    successor_is_legal = YesNoField(
        label="Is that its legal successor in all its contracts?",
        help_text="Section 33 counts earlier contracts only with a legal successor. For matching any successor will do",
    )
    succession_source = forms.URLField(
        label="Link to where the succession is said (optional)",
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={
            "invalid": "Link: enter a web address, such as www.legislation.gov.uk",
            "max_length": "Link: use 500 characters or fewer",
            "null_characters_not_allowed": "Link: take out the characters that cannot be shown",
        },
    )

    def __init__(self, *args, body: CommissioningBody, **kwargs):
        self.body = body
        initial = {name: getattr(body, name) for name in FIELDS} | {
            "successor": body.successor.name if body.successor else "",
            "places": list(body.places.all()),
            "identifiers": "\n".join(f"{one.scheme} {one.identifier}" for one in body.identifiers.order_by("pk")),
        }
        super().__init__(*args, initial=initial, **kwargs)
        facts = ("name", "kind", "buyer_class", "is_best_value_authority", "is_school", "identifiers")
        self.facts = drawn_alone(self, *facts)
        self.succession = drawn_alone(
            self, "starts_on", "ends_on", "successor", "successor_is_legal", "succession_source"
        )

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        other = duplicates.of_the_same_name(name).exclude(pk=self.body.pk).first()
        if other and name != self.body.name:
            raise ValidationError(f"There is a body of this name already: {other}. Are the two one? Merge them")
        return name

    def clean_identifiers(self):
        lines = [line.split(maxsplit=1) for line in self.cleaned_data["identifiers"].splitlines() if line.strip()]
        wrong = next((line for line in lines if len(line) != 2 or len(line[0]) > 40 or len(line[1]) > 250), None)
        if wrong:
            raise ValidationError(f"Identifiers: “{' '.join(wrong)[:80]}” needs a scheme, a space and a number")
        return list(dict.fromkeys((scheme, number.strip()) for scheme, number in lines))

    def clean_successor(self):
        words = " ".join(self.cleaned_data["successor"].split())
        if not words:
            return None
        if self.body.successor and words == self.body.successor.name:
            return self.body.successor
        same = list(duplicates.of_the_same_name(words)[:2])
        found = same if len(same) == 1 else list(search_bodies(words)[: NAMED + 1])
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(f"Followed by: no body has “{words}” in its name. Enter the name as it stands here")
        names = "; ".join(body.name for body in found[:NAMED])
        raise ValidationError(f"Followed by: several bodies have this in their name. Enter the whole name: {names}")

    def clean_succession_source(self):
        return self.cleaned_data["succession_source"] or ""

    def values(self) -> dict:
        """What to save of the body itself, by field."""
        return {name: self.cleaned_data[name] for name in FIELDS}

    def differences(self) -> list[tuple[str, str, str]]:
        """What would change: (what, before, after)."""
        identifiers = "\n".join(f"{scheme} {number}" for scheme, number in self.cleaned_data["identifiers"])
        cleaned = self.cleaned_data | {"identifiers": identifiers}
        return [
            (str(field.label).removesuffix(" (optional)"), before, after)
            for name, field in self.fields.items()
            if (before := self._said(name, self.initial[name])) != (after := self._said(name, cleaned[name]))
        ]

    def _said(self, name: str, value) -> str:
        words = _in_words(value)
        choices = {str(key): str(label) for key, label in getattr(self.fields[name], "choices", ())}
        return choices.get(words, words) if name in ("kind", "buyer_class") else words


def _in_words(value) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if hasattr(value, "strftime"):
        return f"{value:%-d %B %Y}"
    if isinstance(value, str):
        return value
    return ", ".join(sorted(str(one) for one in value)) if hasattr(value, "__iter__") else str(value)
