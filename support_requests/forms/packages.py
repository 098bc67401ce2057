"""What officers type about the lines of a package, and its end."""

from crispy_forms_gds.choices import Choice
from django import forms

from commissioners.forms.fields import LongTextField, TextField
from consortia.models import Consortium
from partnerships_portal.accounts.transitions import NotPossible
from support_requests.actions.completing import LineSaid
from support_requests.actions.packages import Line, must_have
from support_requests.choices import SupportType
from support_requests.delivering.page import LineView
from support_requests.models import PackageLine, SupportBudget

from .days import DaysField
from .drawn import Drawn


class LineDaysForm(Drawn):
    """How many days are agreed for a line; `seen` are those that stood there."""

    days = DaysField(what="Days", label="How many days are agreed?", help_text="To a quarter of a day, for example 2.5")
    seen = forms.DecimalField(max_digits=6, decimal_places=2, widget=forms.HiddenInput)


class NewLineForm(Drawn):
    """Another type of support for a package: of those that it has not, unless somebody added it meanwhile."""

    support_type = forms.ChoiceField(
        label="Which type of support?",
        choices=SupportType.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose a type of support"),
    )
    what = TextField(
        label="What is done (optional)",
        help_text="Everyone who sees this package reads it.",
        max_length=500,
        required=False,
    )
    days = DaysField(what="Days", label="How many days?", help_text="To a quarter of a day, for example 2.5")

    def __init__(self, data=None, *, lines: list[PackageLine]):
        super().__init__(data)
        there = {line.support_type for line in lines}
        there.discard(self.data.get("support_type"))  # added meanwhile: the action says so, and with how many days
        self.fields["support_type"].choices = [one for one in SupportType.choices if one[0] not in there]

    def fits(self, budget: SupportBudget) -> bool:
        """Whether the budget has as many days left now; said beside the days where it has not."""
        try:
            must_have(budget, self.line.days, what="this would take")
        except NotPossible as refusal:
            self.add_error("days", str(refusal))
        return not self.errors

    @property
    def line(self) -> Line:
        return Line(**self.cleaned_data)

    @property
    def type_in_words(self) -> str:
        return str(SupportType(self.cleaned_data["support_type"]).label)


class LineBecauseForm(Drawn):
    """Why a type of support is taken off."""

    because = LongTextField(
        label="Why?",
        help_text="They read it as you write it.",
        rows=3,
        max_length=500,
        error_messages={"required": "Say why it is taken off"},
    )


class BecauseForm(Drawn):
    """Why an adviser is taken off."""

    because = LongTextField(
        label="Why?",
        help_text="The adviser and programme staff read it. The organisation does not.",
        rows=3,
        max_length=500,
        error_messages={"required": "Say why the adviser is taken off"},
    )


class AnswerForm(Drawn):
    """Whether an adviser can help."""

    YES, NO, CONFLICT = "yes", "no", "conflict"
    answer = forms.ChoiceField(
        label="Can you help?",
        choices=[
            (YES, "Yes, I can help"),
            (NO, "No, I cannot"),
            Choice(
                CONFLICT,
                "No, I have a conflict of interest",
                hint="You are not asked about this organisation again, and whatever you do for it ends",
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you can help", "invalid_choice": "Say whether you can help"},
    )
    because = LongTextField(
        label="If not, why?",
        help_text="Programme staff read it. The organisation does not.",
        rows=3,
        max_length=500,
        required=False,
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") in (self.NO, self.CONFLICT) and not cleaned.get("because"):
            self.add_error("because", "Say in a few words why you cannot help")
        return cleaned


class CompleteForm(Drawn):
    """What came of a request: one question for each line."""

    outcome = LongTextField(
        label="What was achieved?",
        help_text="The organisation reads it.",
        rows=5,
        max_length=2000,
        error_messages={"required": "Say what was achieved"},
    )
    lessons = LongTextField(
        label="What did the programme learn? (optional)",
        help_text="Only programme staff read it.",
        rows=4,
        max_length=2000,
        required=False,
    )

    def __init__(self, data=None, *, lines: list[LineView], consortium: Consortium | None = None):
        super().__init__(data)
        self.lines = [one.line for one in lines]
        if consortium is not None:
            self.fields["outcome"].help_text = f"All members of {consortium} read it."
        asked: dict[str, forms.Field] = {}
        for one in lines:
            line = one.line
            asked[f"done_{line.pk}"] = forms.ChoiceField(
                label=f"Was this done: {line}?",
                help_text=f"{one.used_in_words}.",
                choices=[("yes", "Yes"), ("no", "No, or only in part")],
                widget=forms.RadioSelect,
                error_messages={"required": f"Say whether this was done: {line}"},
            )
            asked[f"note_{line.pk}"] = LongTextField(
                label=f"What came of it: {line} (optional)", rows=2, max_length=500, required=False
            )
        self.fields = {"outcome": self.fields["outcome"], **asked, "lessons": self.fields["lessons"]}

    @property
    def said(self) -> dict[int, LineSaid]:
        typed = self.cleaned_data
        return {
            line.pk: LineSaid(is_done=typed[f"done_{line.pk}"] == "yes", note=typed[f"note_{line.pk}"])
            for line in self.lines
        }

    @property
    def told(self) -> list[tuple[str, str, str]]:
        """(line, done or not, note), as the check page shows it."""
        return [
            (str(line), "Done" if said.is_done else "Not done, or only in part", said.note)
            for line, said in zip(self.lines, self.said.values(), strict=True)
        ]
