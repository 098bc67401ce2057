"""What members type about costs and benefits."""

from decimal import Decimal

from django import forms
from django.utils.html import conditional_escape

from commissioners.forms.fields import MoneyField, TextField
from consortia.cost_sharing.lines import PART, parts_of, state_of_line, worked_out
from consortia.cost_sharing.shares import DoesNotAddUp, plain
from consortia.models import Benefit, CostLine

from .risks import amount_field, check_range
from .workspace_rows import RowForm


class PartField(MoneyField):
    """A percentage, or an amount in pounds."""

    def to_python(self, value):
        return super().to_python(value.replace("%", "") if isinstance(value, str) else value)

    def prepare_value(self, value):
        return plain(value) if isinstance(value, Decimal) else value


class CostForm(RowForm):
    """A cost, and how it is shared."""

    columns = ("what", "amount", "how")
    what = TextField(
        label="What is it for?",
        help_text="For example, “Legal advice” or “Bid writer”. Not the price that you will bid.",
        max_length=200,
        error_messages={"required": "Say what the cost is for"},
    )
    amount = MoneyField(
        what="Cost",
        label="How much is it?",
        help_text="In pounds, for example 4,000 or 1,250.50",
        error_messages={"required": "Enter how much it costs"},
    )
    how = forms.ChoiceField(
        label="How is it shared?",
        choices=CostLine.How,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how the cost is shared", "invalid_choice": "Choose how the cost is shared"},
    )

    def prepare(self, *, members: list) -> None:
        self.members = members
        self.parts = parts_of(self.row) if self.row.pk else {}
        for member in members:
            name = f"{PART}{member.organisation_id}"
            # labels are drawn as they are: a name is made harmless first
            label = conditional_escape(member.organisation.name)
            self.fields[name] = PartField(what=f"Share of {member.organisation}", label=label, required=False)
            self.initial[name] = self.parts.get(member.organisation_id)

    @property
    def part_fields(self) -> list:
        """What each member bears, for the page."""
        return [self[f"{PART}{one.organisation_id}"] for one in self.members]

    @property
    def typed_parts(self) -> dict[int, Decimal]:
        """What each bears, as it was typed: percentages or pounds; nothing where it is shared equally."""
        if self.cleaned_data.get("how") == CostLine.How.EQUALLY:
            return {}
        given = {one.organisation_id: self.cleaned_data.get(f"{PART}{one.organisation_id}") for one in self.members}
        return {who: part for who, part in given.items() if part}

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        try:
            worked_out(self.line(), self.typed_parts, [one.organisation_id for one in self.members])
        except DoesNotAddUp as problem:
            of_amount = str(problem).startswith(("Enter a cost", "Enter the cost"))
            self.add_error("amount" if of_amount else self._first(), str(problem))
        return cleaned

    def line(self) -> CostLine:
        """The line as it was typed, with the key of the one that is changed."""
        return CostLine(pk=self.row.pk, **self.values)

    def stored(self) -> dict:
        return self._none() | state_of_line(self.row, self.parts)

    def typed(self) -> dict:
        return self._none() | state_of_line(self.line(), self.typed_parts)

    def label_of(self, name: str) -> str:
        names = {f"{PART}{one.organisation_id}": one.organisation.name for one in self.members}
        return names.get(name) or super().label_of(name)

    def words(self, name: str, value) -> str:
        return str(value) if name.startswith(PART) else super().words(name, value)

    def stored_value(self, name: str):
        return self.parts.get(int(name.removeprefix(PART))) if name.startswith(PART) else super().stored_value(name)

    def _none(self) -> dict:
        """Every member's share as it compares where it bears nothing."""
        return {f"{PART}{one.organisation_id}": "0" for one in self.members}

    def _first(self) -> str:
        return f"{PART}{self.members[0].organisation_id}"


class BenefitForm(RowForm):
    """Something that the members expect to gain."""

    columns = ("kind", "what", "low", "high")
    kind = forms.ChoiceField(
        label="What kind of benefit is it?",
        choices=Benefit.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the kind of benefit", "invalid_choice": "Choose one of the kinds"},
    )
    what = TextField(
        label="What do you expect to gain?", max_length=300, error_messages={"required": "Say what you expect to gain"}
    )
    low = amount_field(
        "What is it worth, at the least? (optional)",
        "Worth at the least",
        help_text="In pounds. Leave it empty if money does not say it. Enter nothing from which a bid price follows.",
    )
    high = amount_field("What is it worth, at the most? (optional)", "Worth at the most")

    def clean(self):
        cleaned = super().clean()
        check_range(self, "low", "high", "What it is worth")
        return cleaned
