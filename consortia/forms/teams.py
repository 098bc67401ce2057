"""What somebody wishes of the teams for an opportunity."""

from django import forms
from django.core.exceptions import ValidationError

from commissioners.models import Opportunity
from consortia.teams.wishes import Wishes
from mutuals.models import Organisation

from .naming import named

MOST_NAMED = 8
SIZES = range(2, 8)


def _names(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "max_length": f"{label}: use 2,000 characters or fewer",
            "null_characters_not_allowed": f"{label}: take out the characters that cannot be shown",
        },
    )


class WishesForm(forms.Form):
    """All of it may be left as it is. Organisations are named as they are called in the directory."""

    lot = forms.ChoiceField(label="Which lot", required=False, error_messages={"invalid_choice": "Choose a lot"})
    include = _names("Must be in every team", "By name, one a line.")
    exclude = _names("Must be in no team", "By name, one a line.")
    lead = forms.CharField(
        label="Who leads",
        help_text="By name. Leave empty for whoever may lead.",
        required=False,
        max_length=200,
        error_messages={
            "max_length": "Who leads: use 200 characters or fewer",
            "null_characters_not_allowed": "Who leads: take out the characters that cannot be shown",
        },
    )
    most_members = forms.TypedChoiceField(
        label="How many members at most",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Up to 8"), *((str(size), f"Up to {size}") for size in SIZES)],
        error_messages={"invalid_choice": "How many members at most: choose one of those shown"},
    )
    small_only = forms.BooleanField(
        label="Small organisations only",
        help_text="Those that show fewer than 50 staff and a turnover under £10 million a year.",
        required=False,
    )

    def __init__(self, *args, user, organisation: Organisation | None, opportunity: Opportunity, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.organisation = user, organisation
        lots = list(opportunity.lots.all())
        self.fields["lot"].choices = [("", "All lots together"), *((str(lot.pk), lot.numbered) for lot in lots)]
        if len(lots) < 2:
            del self.fields["lot"]

    def clean_include(self) -> list[Organisation]:
        return named(self.cleaned_data["include"], user=self.user, most=MOST_NAMED - 1)

    def clean_exclude(self) -> list[Organisation]:
        found = named(self.cleaned_data["exclude"], user=self.user, most=50)
        if self.organisation in found:
            raise ValidationError(f"{self.organisation} asks, so it is in every team: take it out of this list")
        return found

    def clean_lead(self) -> Organisation | None:
        found = named(self.cleaned_data["lead"], user=self.user, most=1)
        return found[0] if found else None

    def clean(self):
        cleaned = super().clean()
        excluded = set(cleaned.get("exclude") or ())
        for one in cleaned.get("include") or ():
            if one in excluded:
                self.add_error("exclude", f"{one} must be in every team and in none: take it out of one of the lists")
        lead = cleaned.get("lead")
        if lead and lead in excluded:
            self.add_error("lead", f"{lead} is to lead, and to be in no team: take it out of one of them")
        return cleaned

    @property
    def wishes(self) -> Wishes:
        """The wishes, once the form is valid."""
        cleaned = self.cleaned_data
        lead = cleaned.get("lead")
        return Wishes(
            include=tuple(one.pk for one in cleaned["include"] if one != self.organisation),
            exclude=tuple(one.pk for one in cleaned["exclude"]),
            lead=lead.pk if lead else None,
            lot=int(cleaned["lot"]) if cleaned.get("lot") else None,
            small_only=cleaned["small_only"],
            most_members=cleaned["most_members"],
        )


def as_typed(wishes: Wishes) -> dict:
    """What the form shows of wishes that were kept; organisations that take part no more are left out."""
    ids = {*wishes.include, *wishes.exclude, *([wishes.lead] if wishes.lead else [])}
    names = dict(Organisation.objects.active().filter(pk__in=ids).values_list("pk", "name"))
    return {
        "lot": str(wishes.lot or ""),
        "include": "\n".join(names[pk] for pk in wishes.include if pk in names),
        "exclude": "\n".join(names[pk] for pk in wishes.exclude if pk in names),
        "lead": names.get(wishes.lead, "") if wishes.lead else "",
        "most_members": str(wishes.most_members or ""),
        "small_only": wishes.small_only,
    }
