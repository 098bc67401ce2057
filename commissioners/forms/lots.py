"""What people type about a lot."""

from django import forms

from commissioners.actions.meanwhile import plain, state_of
from commissioners.choices import State
from commissioners.completeness import dates_outside
from commissioners.differences import in_words
from commissioners.history import last_saved
from commissioners.models import Lot
from partnerships_portal.reference.fields import DistrictsField, RegionsField, ServicesField

from .fields import DateField, LongTextField, MoneyField, TextField
from .sections import SectionForm

COLUMNS = ("title", "description", "is_nationwide", "value", "starts_on", "ends_on")
CHOSEN = ("services", "regions", "places")


class LotForm(SectionForm):
    """A lot of an opportunity: what, where, how much, when."""

    title = TextField(label="Title of the lot (optional)", max_length=300, required=False)
    description = LongTextField(
        label="What is special about this lot? (optional)",
        rows=4,
        max_length=10_000,
        required=False,
    )
    services = ServicesField(
        label="Services", required=False, error_messages={"invalid_choice": "Services: choose from the list"}
    )
    is_nationwide = forms.BooleanField(label="Anywhere in England", required=False)
    regions = RegionsField(
        label="Whole regions", required=False, error_messages={"invalid_choice": "Whole regions: choose from the list"}
    )
    places = DistrictsField(
        label="Places", required=False, error_messages={"invalid_choice": "Places: choose from the list"}
    )
    value = MoneyField(
        label="Value without VAT, in pounds (optional)",
        what="Value",
        min_value=1,
        required=False,
        error_messages={"min_value": "Value: enter at least £1, or leave it empty if it is not known"},
    )
    starts_on = DateField(label="Starts (optional)", help_text="Only if it differs from the contract.", required=False)
    ends_on = DateField(label="Ends (optional)", help_text="Only if it differs from the contract.", required=False)

    def __init__(self, *args, opportunity, lot=None, **kwargs):
        self.lot = lot
        super().__init__(*args, opportunity=opportunity, **kwargs)
        # A single lot is the whole opportunity, which says title, value and dates itself.
        self.is_single = lot is not None and opportunity.lots.count() == 1
        if self.is_single:
            for name in ("title", "description", "value", "starts_on", "ends_on"):
                del self.fields[name]
        if lot is not None:
            self.initial |= {name: getattr(lot, name) for name in COLUMNS}
            self.initial |= {name: list(getattr(lot, name).all()) for name in CHOSEN}
            self.initial["seen"] = self.version()

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "The lot must end after it starts")
        for name, problem in dates_outside(self.opportunity, start, end).items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, problem)
        if self.opportunity.state != State.DRAFT:
            self._stay_complete(cleaned)
        return cleaned

    def _stay_complete(self, cleaned):
        """What is published must go on saying what is wanted and where."""
        if not cleaned.get("services") and "services" not in self.errors:
            self.add_error("services", "Select at least one service")
        if not (cleaned.get("is_nationwide") or cleaned.get("regions") or cleaned.get("places")):
            self.add_error("places", "Select at least one place")

    def stored_value(self, name: str):
        return list(getattr(self.lot, name).all()) if name in CHOSEN else getattr(self.lot, name)

    def stored(self) -> dict:
        """Of a lot that is to be added nothing is stored."""
        return (
            {} if self.lot is None else state_of(self.lot, [name for name in (*COLUMNS, *CHOSEN) if self._asks(name)])
        )

    def _asks(self, name: str) -> bool:
        return name in self.fields

    def typed(self) -> dict:
        return {name: plain(value) for name, value in (self.values | self.chosen).items()}

    def words(self, name: str, value) -> str:
        if name in CHOSEN:
            found = Lot._meta.get_field(name).related_model.objects.filter(pk__in=value)
            return ", ".join(sorted(str(one) for one in found))
        thing = Lot()
        setattr(thing, name, Lot._meta.get_field(name).to_python(value))
        return in_words(thing, name)

    def meet(self, opportunity, problem: Exception) -> None:
        """Show what somebody else has saved of the lot, as it is stored now."""
        now = type(self)(opportunity=opportunity, lot=opportunity.lots.get(pk=self.lot.pk))
        self.show_conflict(now, last=last_saved(opportunity, now.stored()), problem=problem)

    def plain_fields(self) -> list:
        """The fields beside those that the choosers show."""
        return [field for field in self.visible_fields() if field.name not in (*CHOSEN, "is_nationwide")]

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in COLUMNS if name in self.fields}

    @property
    def chosen(self) -> dict:
        return {name: self.cleaned_data[name] for name in CHOSEN}
