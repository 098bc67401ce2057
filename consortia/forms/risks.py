"""What members type about risks."""

from django import forms
from django.utils import timezone

from commissioners.forms.fields import DateField, LongTextField, MoneyField, TextField
from consortia.cost_sharing.shares import LARGEST
from consortia.models import Risk
from consortia.risks.scales import IMPACTS, LIKELIHOODS

from .workspace_rows import RowForm, SeatForm, number_field


def check_range(form, low_name: str, high_name: str, what: str) -> None:
    """Add an error where only one end was given, where one is negative, or where they are the wrong way round."""
    low, high = form.cleaned_data.get(low_name), form.cleaned_data.get(high_name)
    if form.errors.keys() & {low_name, high_name}:
        return
    if (low is None) != (high is None):
        missing = low_name if low is None else high_name
        form.add_error(missing, f"{what}: enter both amounts, the lowest and the highest, or neither")
    elif low is not None and low < 0:
        form.add_error(low_name, f"{what}: enter an amount that is not below £0")
    elif low is not None and high is not None and high < low:
        form.add_error(high_name, f"{what}: the highest amount must not be below the lowest")


def amount_field(label: str, what: str, **kwargs) -> MoneyField:
    """An amount under a billion pounds, which may be left out."""
    too_much = f"{what}: enter an amount under £1 billion"
    messages = {"max_value": too_much}
    return MoneyField(what=what, label=label, required=False, error_messages=messages, max_value=LARGEST, **kwargs)


class RiskForm(RowForm):
    """A risk: what may happen, how likely and how bad it is, what is done about it, and who owns it."""

    columns = (
        *("kind", "what", "likelihood", "impact", "cost_low", "cost_high"),
        *("mitigation", "owner_id", "review_on"),
    )
    kind = forms.ChoiceField(
        label="What kind of risk is it?",
        choices=Risk.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the kind of risk", "invalid_choice": "Choose one of the kinds of risk"},
    )
    what = TextField(
        label="What may happen?",
        help_text="One sentence, for example “The contract starts later than planned and we pay staff meanwhile”.",
        max_length=300,
        error_messages={"required": "Say what may happen"},
    )
    likelihood = number_field(
        "How likely is it?",
        [(key, f"{key}. {one.words}") for key, one in LIKELIHOODS.items()],
        required="Say how likely the risk is",
    )
    impact = number_field(
        "How bad would it be?",
        [(key, f"{key}. {words}") for key, words in IMPACTS.items()],
        required="Say how bad it would be",
    )
    cost_low = amount_field(
        "What would it cost, at the least? (optional)",
        "Cost at the least",
        help_text="In pounds, if it happened. Leave it empty if money does not say it.",
    )
    cost_high = amount_field("What would it cost, at the most? (optional)", "Cost at the most")
    mitigation = LongTextField(label="What do you do about it? (optional)", rows=4, max_length=2000, required=False)
    review_on = DateField(
        label="When do you look at it again? (optional)",
        help_text="Whoever owns it is reminded on that day. For example, 27 3 2027",
        required=False,
    )

    def prepare(self, *, members: list) -> None:
        owner = number_field(
            "Who owns it?",
            [(one.organisation_id, one.organisation.name) for one in members],
            none="Nobody yet",
        )
        owner.help_text = (
            "Another organisation is asked, and owns the risk once it accepts. From then on only it changes the risk."
        )
        fields = self.fields | {"owner_id": owner}
        order = [*self.columns, "seen", *(name for name in fields if name == "seat")]
        self.fields = {name: fields[name] for name in order}

    def clean(self):
        cleaned = super().clean()
        check_range(self, "cost_low", "cost_high", "What it would cost")
        review_on = cleaned.get("review_on")
        if review_on and review_on < timezone.localdate():
            self.add_error("review_on", "When you look at it again must be today or later")
        return cleaned


class RiskCloseForm(SeatForm):
    """How a risk ended."""

    ending = TextField(
        label="How did it end? (optional)",
        help_text="For example, “The contract was signed” or “It happened, and cost £2,000”.",
        max_length=500,
        required=False,
    )
