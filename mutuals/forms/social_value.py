"""The social value that an organisation creates, for commissioners to read: a statement, and outcomes that show it."""

from crispy_forms_gds.helper import FormHelper
from django import forms
from django.utils import timezone

from mutuals import actions
from mutuals.actions.social_value import MOST_OUTCOMES, state_of_social_value, version_of_social_value
from mutuals.models import Organisation

from .conflicts import MeetsOthers, in_words
from .fields import NumberField
from .section import SEEN_LENGTH, drawn_alone, long_text, short_text

PARTS = ("what", "known", "year")
FIRST_YEAR = 1948


class SocialValueForm(MeetsOthers, forms.Form):
    """A statement and up to ten outcomes, each in a row of three fields. An empty row is no outcome.

    `rearranged` makes one more row, or one less, of what was typed so far, without a script.
    """

    section, title = "social_value", "Social value"
    lede = "For commissioners to read: what changes for whom, and how you know."
    social_value = long_text("The social value that you create", "In a few sentences: for whom, and what changes")
    seen = forms.CharField(required=False, max_length=SEEN_LENGTH, widget=forms.HiddenInput)

    def __init__(self, data=None, *, organisation: Organisation, rows: list | None = None):
        super().__init__(data)
        self.organisation = organisation
        stored = self.stored()
        self.initial |= {"social_value": stored["social_value"], "seen": version_of_social_value(organisation)}
        filled = stored["outcomes"] if rows is None else rows
        self.count = _count(data) if data is not None else min(max(len(filled), 1), MOST_OUTCOMES)
        for number in range(1, self.count + 1):
            self._ask(number, filled[number - 1] if number <= len(filled) else ("", "", None))
        self.statement = drawn_alone(self, "social_value")

    def _ask(self, number: int, values) -> None:
        title = f"Outcome {number}"
        this_year = timezone.localdate().year
        self.fields |= {
            f"what_{number}": short_text("What changed, for whom", length=300),
            f"known_{number}": short_text("How you know", "For example a survey, an evaluation, figures", length=300),
            f"year_{number}": NumberField(
                label="Year",
                what=f"{title}: the year",
                minimum=FIRST_YEAR,
                maximum=this_year,
                problem=f"{title}: enter the year in four digits, from {FIRST_YEAR} to {this_year}",
            ),
        }
        for part in ("what", "known"):
            field = self.fields[f"{part}_{number}"]
            field.error_messages["max_length"] = f"{title}, {str(field.label).lower()}: use 300 characters or fewer"
        self.initial |= dict(zip((f"{part}_{number}" for part in PARTS), map(_text, values), strict=True))

    @classmethod
    def rearranged(cls, data, *, organisation: Organisation) -> "SocialValueForm | None":
        """What was typed with one row more or less, where a button asked for that; None where it did not."""
        asked = data.get("then", "")
        if asked != "add" and not asked.startswith("remove-"):
            return None
        rows = [tuple(data.get(f"{part}_{number}", "") for part in PARTS) for number in range(1, _count(data) + 1)]
        if asked == "add":
            rows.append(("", "", ""))
        elif asked[7:].isdecimal() and 0 < int(asked[7:]) <= len(rows):
            del rows[int(asked[7:]) - 1]
        form = cls(organisation=organisation, rows=rows)
        form.initial |= {"social_value": data.get("social_value", ""), "seen": data.get("seen", "")}
        return form

    @property
    def rows(self) -> list[tuple[int, FormHelper]]:
        """Each outcome's number, and how its fields are drawn."""
        return [
            (number, drawn_alone(self, *(f"{part}_{number}" for part in PARTS))) for number in range(1, self.count + 1)
        ]

    @property
    def may_add(self) -> bool:
        return self.count < MOST_OUTCOMES

    def clean(self):
        for number in range(1, self.count + 1):
            what, known, year = (self.cleaned_data.get(f"{part}_{number}") for part in PARTS)
            if (known or year) and not what and f"what_{number}" not in self.errors:
                self.add_error(f"what_{number}", f"Outcome {number}: say what changed, for whom, or empty the row")

    def stored(self) -> dict:
        return state_of_social_value(self.organisation)

    def typed(self) -> dict:
        rows = [tuple(self.cleaned_data[f"{part}_{n}"] for part in PARTS) for n in range(1, self.count + 1)]
        return {
            "social_value": self.cleaned_data["social_value"],
            "outcomes": [row for row in rows if row[0]],
        }

    def label_of(self, name: str) -> str:
        return "Outcomes" if name == "outcomes" else super().label_of(name)

    def words(self, name: str, value) -> str:
        if name != "outcomes":
            return in_words(value)
        return "; ".join(f"{what} ({', '.join(str(one) for one in rest if one) or 'no more'})" for what, *rest in value)

    def save(self, *, by, at) -> bool:
        chosen = self.typed() | dict.fromkeys(self.theirs)
        changed = actions.save_social_value(
            organisation=self.organisation, **chosen, seen=self.cleaned_data["seen"], by=by, at=at
        )
        return bool(changed)


def _count(data) -> int:
    """How many rows were sent, from the names of their fields."""
    return sum(f"what_{number}" in data for number in range(1, MOST_OUTCOMES + 1))


def _text(value) -> str:
    return "" if value is None else str(value)
