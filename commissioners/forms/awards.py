"""Who won, how each lot ended, and what an organisation says that was named by mistake."""

from django import forms
from django.forms.utils import ErrorDict
from django.utils import timezone

from commissioners.choices import LotOutcome
from commissioners.delivery.winners import Winner, from_keys, looked_for, of_award, typed_number
from commissioners.differences import in_words, label
from commissioners.models import Award, Lot

from .fields import DateField, LongTextField, MoneyField, YesNoField, chosen_from_the_list

COLUMNS = (
    *("awarded_on", "value", "bids_received", "voluntary_bids_received", "standstill_ends_on", "entered_on"),
    *("starts_on", "ends_on", "may_extend_to", "relied_on_section_33", "note"),
)
BIDS_AT_MOST = 10_000


def _days(label: str, help_text: str) -> DateField:
    return DateField(label=f"{label} (optional)", help_text=help_text, required=False)


def _decision_day() -> DateField:
    field = DateField(label="When was it decided?", help_text="For example, 27 3 2027")
    field.error_messages["required"] = "Say when it was decided"
    return field


class BidsField(forms.IntegerField):
    """How many bids."""

    def __init__(self, *, label: str, help_text: str = ""):
        problem = f"{label.removesuffix(' (optional)')}: enter a whole number, such as 4"
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            min_value=0,
            max_value=BIDS_AT_MOST,
            widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), problem),
        )


class LotsField(forms.ModelMultipleChoiceField):
    """Some lots of an opportunity, as checkboxes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, label: str, required: str):
        messages = chosen_from_the_list("Lots") | {
            "required": required,
            "invalid_pk_value": "Lots: choose from the list",
        }
        super().__init__(queryset=Lot.objects.none(), label=label, error_messages=messages)

    def label_from_instance(self, lot):
        return lot.numbered


class AwardForm(forms.Form):
    """A contract that was awarded. Who won is kept beside the fields (`winners`): it takes several steps to say."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    lots = LotsField(label="What is awarded?", required="Select what is awarded: at least one lot")
    awarded_on = _decision_day()
    value = MoneyField(
        label="Value without VAT, in pounds (optional)",
        help_text="Over the whole contract, extensions left out.",
        what="Value",
        min_value=1,
        required=False,
        error_messages={"min_value": "Value: enter at least £1, or leave it empty if it is not known"},
    )
    bids_received = BidsField(label="Bids received (optional)")
    voluntary_bids_received = BidsField(
        label="Bids from voluntary organisations (optional)",
        help_text="Charities, social enterprises and Mutuals, alone or in a consortium.",
    )
    standstill_ends_on = _days("Standstill ends at the end of", "The contract is not signed before it has ended.")
    entered_on = _days("Contract signed on", "Leave it empty until it is signed, then come back.")
    starts_on = _days("Contract starts", "For example, 1 4 2027")
    ends_on = _days("Contract ends", "For example, 31 3 2030")
    may_extend_to = _days("May be extended to", "The last possible day.")
    relied_on_section_33 = YesNoField(
        label="Was it reserved for public service mutuals under section 33?",
        help_text="Of the Procurement Act 2023. Providers count three years from such a contract.",
    )
    note = LongTextField(
        label="What can everyone learn from it? (optional)",
        help_text="Public. For example, what made the winning bid convincing, without anything confidential.",
        rows=4,
        max_length=2000,
        required=False,
    )

    def __init__(self, data=None, *, opportunity, award=None):
        self.opportunity, self.award = opportunity, award
        super().__init__(data, initial=self._first(opportunity, award))
        chosen = list(award.lots.all()) if award else []
        open_lots = opportunity.lots.filter(outcome=LotOutcome.PENDING) | opportunity.lots.filter(
            pk__in=[lot.pk for lot in chosen]
        )
        self.fields["lots"].queryset = open_lots
        if award:
            self.fields["reason"] = LongTextField(
                label="Why do you correct it?",
                help_text="Shown to everyone in the change history.",
                rows=3,
                max_length=1000,
                error_messages={"required": "Say why you correct it: everyone sees that you did"},
            )
        said = self.data if self.is_bound else None
        if said is None:
            self.winners = of_award(award) if award else []
        else:
            self.winners = from_keys(said.getlist("winner")[:50], said.get("lead", ""))

    @staticmethod
    def _first(opportunity, award) -> dict:
        if award:
            return {name: getattr(award, name) for name in COLUMNS} | {
                "version": award.version,
                "lots": list(award.lots.all()),
            }
        pending = [lot for lot in opportunity.lots.all() if not lot.outcome]
        copied = {name: getattr(opportunity, name) for name in ("starts_on", "ends_on", "may_extend_to")}
        return copied | {
            "version": opportunity.version,
            "lots": pending if len(pending) == 1 else [],
            "awarded_on": timezone.localdate(),
        }

    def clean_awarded_on(self):
        day = self.cleaned_data["awarded_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("Enter a day on which it was decided: today or earlier")
        return day

    def clean(self):
        cleaned = super().clean()
        bids, voluntary = cleaned.get("bids_received"), cleaned.get("voluntary_bids_received")
        if voluntary is not None and (bids is None or voluntary > bids):
            self.add_error(
                "voluntary_bids_received", "Bids from voluntary organisations: at most as many as were received in all"
            )
        for earlier, later, problem in ORDER:
            if cleaned.get(earlier) and cleaned.get(later) and cleaned[earlier] > cleaned[later]:
                self.add_error(later, problem)
        return cleaned

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in COLUMNS}

    def answers(self) -> list[tuple[str, str]]:
        """(name, what was said) of each column that says something, as everyone will read it."""
        said = Award(**self.values)
        return [(label(said, name), in_words(said, name)) for name in COLUMNS if in_words(said, name)]

    def name_winners(self, *, added: list[str], removed: str) -> None:
        """Take a step on the way: one more who won, or one fewer."""
        keys = [winner.key for winner in self.winners if winner.key != removed]
        self.winners = from_keys([*keys, *added], self.data.get("lead", ""))

    @property
    def somebody_leads(self) -> bool:
        return any(winner.is_lead for winner in self.winners)

    def set_errors_aside(self) -> None:
        """On the way nothing is complained of: the page shows what was typed so far."""
        self._errors = ErrorDict()

    def refuse(self, problems: list[str]) -> None:
        """Say why it cannot be published, and let the next attempt name the version that stands now."""
        for problem in problems:
            self.add_error(None, problem)
        current = self.award or self.opportunity
        current.refresh_from_db(fields=["version"])
        self.data = self.data.copy()
        self.data["version"] = current.version


ORDER = (
    ("awarded_on", "entered_on", "The contract must be signed on or after the day of the decision"),
    ("awarded_on", "standstill_ends_on", "The standstill must end after the day of the decision"),
    ("starts_on", "ends_on", "The contract must end after it starts"),
    ("ends_on", "may_extend_to", "The extension must end after the contract ends"),
)


class WinnerSearch:
    """What was looked for, what was found, and the name that was typed instead; errors in words."""

    def __init__(self, form: AwardForm):
        data = form.data if form.is_bound else {}
        self.query = data.get("winner_query", "")
        self.name, self.number = data.get("winner_name", "").strip(), data.get("winner_number", "").strip()
        self.error = self.name_error = ""
        taken = {winner.organisation for winner in form.winners}
        self.found = [each for each in looked_for(self.query) if each.pk not in taken] if "look" in data else []
        self.looked = "look" in data and bool(self.query.strip())

    def typed(self) -> Winner | None:
        """The winner that was typed with a name; None with `name_error` where it cannot be taken."""
        identifier = typed_number(self.number)
        if not self.name or "\x00" in self.name or len(self.name) > 250:
            self.name_error = "Enter the name of the supplier, in at most 250 characters"
        elif identifier is None:
            self.name_error = "Enter a Companies House number of 8 characters or a charity number of 6 or 7 digits"
        return None if self.name_error else Winner(self.name, identifier or "")


class LeaveOutForm(forms.Form):
    """Lots that were not awarded, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    lots = LotsField(label="Which lots?", required="Select at least one lot")
    outcome = forms.ChoiceField(
        label="How did they end?",
        widget=forms.RadioSelect,
        choices=[
            (LotOutcome.NOT_AWARDED.value, "Not awarded: nobody is chosen"),
            (LotOutcome.CANCELLED.value, "Cancelled: it is not bought any more, or not in this way"),
            ("undecided", "Not decided after all: take back what was said"),
        ],
        error_messages={"required": "Select how they ended", "invalid_choice": "Select how they ended"},
    )
    reason = LongTextField(
        label="Why?",
        help_text="Public. Whoever prepared a bid wants to know it.",
        rows=4,
        max_length=2000,
        error_messages={"required": "Say why: providers may have formed a partnership for it"},
    )

    def __init__(self, data=None, *, opportunity):
        lots = opportunity.lots.exclude(outcome=LotOutcome.AWARDED)
        pending = [lot for lot in lots if not lot.outcome]
        super().__init__(data, initial={"version": opportunity.version, "lots": pending if len(pending) == 1 else []})
        self.fields["lots"].queryset = lots

    def ends_it(self, opportunity) -> bool:
        """Whether it is cancelled with this: nothing was awarded, and nothing is left to be decided."""
        left = opportunity.lots.exclude(pk__in=[lot.pk for lot in self.cleaned_data["lots"]])
        ended = {LotOutcome.NOT_AWARDED, LotOutcome.CANCELLED}
        return self.outcome_of_lots in ended and not left.exclude(outcome__in=ended).exists()

    @property
    def outcome_in_words(self) -> str:
        return dict(self.fields["outcome"].choices)[self.cleaned_data["outcome"]]

    @property
    def outcome_of_lots(self) -> str:
        said = self.cleaned_data["outcome"]
        return LotOutcome.PENDING.value if said == "undecided" else said


class DisputeForm(forms.Form):
    """An organisation says that an award means somebody else."""

    message = LongTextField(
        label="What is wrong?",
        help_text="The buyer and programme staff read this. The award stays as it is until the buyer corrects it.",
        rows=4,
        max_length=1000,
        error_messages={"required": "Say what is wrong, so that the buyer can correct it"},
    )
