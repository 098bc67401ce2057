"""A lot as somebody proposes it."""

from django import forms
from django.http import QueryDict

from commissioners.forms.fields import MoneyField, chosen_from_the_list
from consortia.splitting.asking import ProposedLot, Whole


class ProposedLotForm(forms.Form):
    """One lot: some of the services and places of the opportunity, and perhaps a turnover that is asked."""

    services = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, required=False, error_messages=chosen_from_the_list("Services")
    )
    places = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, required=False, error_messages=chosen_from_the_list("Places")
    )
    turnover = MoneyField(
        label="Minimum yearly turnover, in pounds (optional)",
        what="Minimum yearly turnover",
        min_value=0,
        required=False,
        error_messages={"min_value": "Minimum yearly turnover: enter £0 or more, or leave it empty"},
    )

    def __init__(self, *args, whole: Whole, number: int, **kwargs):
        super().__init__(*args, prefix=f"lot-{number}", **kwargs)
        self.number = number
        names = {"services": "Services", "places": "Places"}
        choices = {
            "services": [(area.code, area.name) for area in whole.services],
            "places": [(place.code, place.name) for place in whole.places],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            field.choices = offered
            field.label = f"{names[name]} of lot {number}"
            problem = f"{names[name]} of lot {number}: choose from those of this opportunity"
            field.error_messages |= {"invalid_choice": problem, "invalid_list": problem}
        self.fields["turnover"].label = f"Minimum yearly turnover for lot {number}, in pounds (optional)"

    @property
    def chosen(self) -> list:
        """The fields of checkboxes, as the page shows them."""
        return [self["services"], self["places"]]

    @property
    def lot(self) -> ProposedLot:
        """The lot, once the form is valid."""
        cleaned = self.cleaned_data
        turnover = cleaned.get("turnover")
        return ProposedLot(
            services=tuple(cleaned.get("services") or ()),
            places=tuple(cleaned.get("places") or ()),
            turnover=int(turnover) if turnover else None,
        )


def as_typed(lot: ProposedLot, *, whole: Whole, number: int) -> ProposedLotForm:
    """A form that is filled as if somebody had typed the lot."""
    data = QueryDict(mutable=True)
    data.setlist(f"lot-{number}-services", list(lot.services))
    data.setlist(f"lot-{number}-places", list(lot.places))
    data[f"lot-{number}-turnover"] = "" if lot.turnover is None else str(lot.turnover)
    return ProposedLotForm(data, whole=whole, number=number)
