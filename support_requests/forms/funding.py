"""What managers say of a round, organisations of their application, and officers of both."""

import uuid

from django import forms
from django.core.exceptions import ValidationError

from commissioners.forms.fields import DeadlineField, LongTextField, MoneyField, TextField
from mutuals.forms.section import laid_out
from support_requests.actions.funding_rounds import Criterion
from support_requests.funding.money import in_words
from support_requests.funding.pages import Answered
from support_requests.models import FundingApplication, FundingRound
from support_requests.models.funding import TOP_SCORE

CRITERIA = 5  # rows of the form
ROUND = ("title", "about", "budget", "most_each", "opens_at", "closes_at")


def _weight(number: int) -> forms.IntegerField:
    problem = f"Criterion {number}: enter a weight from 1 to 100"
    return forms.IntegerField(
        label=f"Weight of criterion {number}, of 100",
        min_value=1,
        max_value=100,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={"invalid": problem, "min_value": problem, "max_value": problem},
    )


class RoundForm(forms.Form):
    """A round with up to five criteria."""

    title = TextField(label="Title", max_length=150, error_messages={"required": "Enter a title"})
    about = LongTextField(
        label="What is offered, to whom, and what may it be spent on?",
        rows=6,
        max_length=4000,
        error_messages={"required": "Say what is offered"},
    )
    budget = MoneyField(
        what="Budget", label="Budget for all awards, in pounds", error_messages={"required": "Enter the budget"}
    )
    most_each = MoneyField(
        what="Most for one",
        label="Most that one can ask for, in pounds",
        error_messages={"required": "Enter the most that one can ask for"},
    )
    opens_at = DeadlineField(label="Opens", help_text="UK time, for example 1 3 2027 9am")
    closes_at = DeadlineField(label="Closes", help_text="UK time. Nothing can be sent from then on.")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, funding_round: FundingRound | None = None):
        initial: dict = {"form_key": uuid.uuid4()}
        rows: list = []
        if funding_round:
            initial = {name: getattr(funding_round, name) for name in ROUND} | {"seen": funding_round.version}
            rows = list(funding_round.criteria.all())
        super().__init__(data, initial=initial)
        for number in range(1, CRITERIA + 1):
            row = rows[number - 1] if number <= len(rows) else None
            self.fields[f"criterion_{number}"] = TextField(
                label=f"What criterion {number} is", max_length=100, required=False, initial=row and row.title
            )
            self.fields[f"guidance_{number}"] = TextField(
                label=f"What a good answer to criterion {number} says (optional)",
                max_length=500,
                required=False,
                initial=row and row.guidance,
            )
            self.fields[f"weight_{number}"] = _weight(number)
            self.fields[f"weight_{number}"].initial = row and row.weight

    @property
    def plain(self) -> list:
        """The fields that are not of a criterion, for the page."""
        return [self[name] for name in ROUND]

    @property
    def rows(self) -> list[tuple[int, list]]:
        """The number of each criterion with its fields, for the page."""
        parts = ("criterion", "guidance", "weight")
        return [(number, [self[f"{part}_{number}"] for part in parts]) for number in range(1, CRITERIA + 1)]

    def clean(self):
        cleaned = super().clean()
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", "Closes: enter a time after it opens")
        budget, most = cleaned.get("budget"), cleaned.get("most_each")
        for name in ("budget", "most_each"):
            if cleaned.get(name) is not None and not 0 < cleaned[name] < 10**9:
                self.add_error(name, "Enter more than £0 and less than £1 billion")
        if budget and most and most > budget:
            self.add_error("most_each", "Most for one: enter no more than the budget")
        self._clean_criteria(cleaned)
        return cleaned

    def _clean_criteria(self, cleaned) -> None:
        titles = []
        for number in range(1, CRITERIA + 1):
            title, weight = cleaned.get(f"criterion_{number}"), cleaned.get(f"weight_{number}")
            if title and weight is None and f"weight_{number}" not in self.errors:
                self.add_error(f"weight_{number}", f"Criterion {number}: enter its weight")
            if weight and not title:
                self.add_error(f"criterion_{number}", f"Criterion {number}: enter what it is")
            if title in titles and title:
                self.add_error(f"criterion_{number}", f"Criterion {number}: this is there already")
            titles.append(title)
        total = sum(one.weight for one in self.criteria) if not self.errors else 100
        if total != 100:
            self.add_error("weight_1", f"The weights add up to {total}: make them add up to 100")

    @property
    def criteria(self) -> list[Criterion]:
        """Those that were entered. After is_valid()."""
        given = [
            tuple(self.cleaned_data.get(f"{part}_{number}") for part in ("criterion", "weight", "guidance"))
            for number in range(1, CRITERIA + 1)
        ]
        return [Criterion(title, weight, guidance or "") for title, weight, guidance in given if title and weight]

    @property
    def values(self) -> dict:
        """After is_valid()."""
        return {name: self.cleaned_data[name] for name in ROUND}


class ApplicationForm(forms.Form):
    """A draft: everything may be left empty until it is sent."""

    summary = LongTextField(label="What is the money for?", rows=5, max_length=2000, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, application: FundingApplication):
        self.criteria = list(application.round.criteria.all())
        texts = {answer.criterion_id: answer.text for answer in application.answers.all()}
        initial = {"summary": application.summary, "amount": application.amount, "seen": application.version}
        super().__init__(data, initial=initial | {f"answer_{key}": text for key, text in texts.items()})
        most = application.round.most_each
        self.fields["amount"] = MoneyField(
            what="Amount",
            label="How much do you ask for, in pounds?",
            help_text=f"At most {in_words(most)}",
            required=False,
        )
        for one in self.criteria:
            self.fields[f"answer_{one.pk}"] = LongTextField(
                label=f"{one.title} ({one.weight} of 100)",
                help_text=one.guidance,
                rows=6,
                max_length=4000,
                required=False,
            )
        self.helper = laid_out(self)

    def clean_amount(self):
        amount = self.cleaned_data["amount"]
        if amount is not None and not 0 < amount < 10**9:
            raise ValidationError("Amount: enter more than £0, such as 12,500")
        return amount

    @property
    def draft(self) -> dict:
        """What the action takes. After is_valid()."""
        given = self.cleaned_data
        answers = {one.pk: given[f"answer_{one.pk}"] for one in self.criteria}
        return {"summary": given["summary"], "amount": given["amount"], "answers": answers, "seen": given["seen"]}


class AssessForm(forms.Form):
    """What one officer thinks of each criterion."""

    def __init__(self, data=None, *, application: FundingApplication, officer):
        super().__init__(data)
        self.criteria = list(application.round.criteria.all())
        own = {score.criterion_id: score for score in application.scores.all() if score.given_by_id == officer.pk}
        for one in self.criteria:
            given = own.get(one.pk)
            self.fields[f"score_{one.pk}"] = forms.TypedChoiceField(
                label=f"Your score for {one.title}",
                choices=[(str(score), str(score)) for score in range(TOP_SCORE + 1)],
                coerce=int,
                widget=forms.RadioSelect,
                initial=str(given.score) if given else None,
                error_messages={
                    "required": f"{one.title}: choose a score",
                    "invalid_choice": f"{one.title}: choose a score from 0 to {TOP_SCORE}",
                },
            )
            self.fields[f"because_{one.pk}"] = TextField(
                label=f"Why? {one.title} (optional)", max_length=500, required=False, initial=given and given.because
            )

    def parts(self, rows: list[Answered]) -> list[tuple[Answered, forms.BoundField, forms.BoundField]]:
        """Each criterion with what was answered, the score and why."""
        return [(row, self[f"score_{row.criterion.pk}"], self[f"because_{row.criterion.pk}"]) for row in rows]

    @property
    def scores(self) -> dict[int, tuple[int, str]]:
        """After is_valid()."""
        given = self.cleaned_data
        return {one.pk: (given[f"score_{one.pk}"], given[f"because_{one.pk}"]) for one in self.criteria}


class DecideForm(forms.Form):
    """Offer or decline, with a reason that the applicant reads."""

    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=[("offer", "Offer funding"), ("decline", "Decline")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decide", "invalid_choice": "Choose what you decide"},
    )
    awarded = MoneyField(
        what="Amount",
        label="How much do you offer, in pounds? (optional)",
        help_text="Leave empty if you decline.",
        required=False,
    )
    reason = LongTextField(
        label="Why?",
        help_text="It stands in the letter to the applicant.",
        rows=5,
        max_length=2000,
        error_messages={"required": "Say why: the applicant reads it"},
    )

    def __init__(self, data=None, *, application: FundingApplication):
        super().__init__(data, initial={"awarded": application.amount})
        self.application = application

    def clean(self):
        cleaned = super().clean()
        awarded = cleaned.get("awarded")
        if cleaned.get("decision") == "decline":
            cleaned["awarded"] = None
        elif "awarded" not in self.errors and (awarded is None or awarded <= 0):
            self.add_error("awarded", "Amount: enter how much you offer")
        elif awarded and self.application.amount and awarded > self.application.amount:
            self.add_error("awarded", f"Amount: they asked for {in_words(self.application.amount)}. Offer that or less")
        return cleaned
