"""What an organisation asks about its own profile: what if it said this too?"""

from itertools import groupby

from django import forms

from commissioners.forms.fields import MoneyField
from partnerships_portal.reference.models import LocalAuthority, ServiceArea

NOTHING = [("", "No other")]


class WhatIfForm(forms.Form):
    """A service, a place, a turnover: any of them. `organisation` says which it has already."""

    service = forms.ModelChoiceField(
        ServiceArea.objects.none(),
        label="A service that you do not offer yet (optional)",
        required=False,
        error_messages={"invalid_choice": "Service: choose from the list"},
    )
    place = forms.ModelChoiceField(
        LocalAuthority.objects.none(),
        label="A place that you do not serve yet (optional)",
        required=False,
        error_messages={"invalid_choice": "Place: choose from the list"},
    )
    turnover = MoneyField(
        label="A turnover a year, in pounds (optional)",
        help_text="For example what you expect for next year, or what a partner and you have together.",
        what="Turnover",
        min_value=0,
        required=False,
        error_messages={"min_value": "Turnover: enter £0 or more, or leave it empty"},
    )

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        services = ServiceArea.objects.sub_areas().exclude(claims__organisation=organisation).select_related("parent")
        places = LocalAuthority.objects.exclude(organisations=organisation).select_related("region")
        self._offer("service", services.order_by("parent__position", "position"), lambda one: one.parent.name)
        self._offer("place", places.order_by("region__name", "name"), lambda one: one.region.name)

    def _offer(self, name: str, rows, group) -> None:
        field = self.fields[name]
        field.queryset = rows
        field.choices = NOTHING + [
            (label, [(one.pk, one.name) for one in some]) for label, some in groupby(list(rows), key=group)
        ]

    def clean_turnover(self) -> int | None:
        """Whole pounds, as profiles keep it."""
        turnover = self.cleaned_data["turnover"]
        return None if turnover is None else int(turnover)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(name) is not None for name in self.fields):
            raise forms.ValidationError("Choose a service or a place, or enter a turnover")
        return cleaned
