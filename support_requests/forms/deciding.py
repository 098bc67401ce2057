"""What officers type when they accept a request with a package, or decline it with pointers."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from commissioners.forms.fields import LongTextField, TextField
from mutuals.forms.section import drawn_alone, laid_out
from support_requests.actions import deciding
from support_requests.actions.packages import Line
from support_requests.choices import SupportType
from support_requests.delivering.budgets import views_of
from support_requests.delivering.years import in_days, year_of
from support_requests.models import Pointer, SupportBudget, SupportRequest
from support_requests.triage.versions import SEEN_LENGTH, version_of

MOST_DAYS = 200  # of one type of support: more is a slip of the finger


class DaysField(forms.DecimalField):
    """Days of work in quarters, as people write them: "2", "2.5", "0,25". Cleans to a Decimal above zero, or None."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "decimal", "spellcheck": "false"})

    def __init__(self, *, what: str):
        self.what = what
        super().__init__(label="Days", required=False, error_messages={"invalid": self._problem()})

    def to_python(self, value):
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def clean(self, value):
        days = super().clean(value)
        if days is None or days == 0:
            return None
        if days < 0 or days > MOST_DAYS or days % Decimal("0.25"):
            raise ValidationError(self._problem())
        return days

    def _problem(self) -> str:
        return f"{self.what}: enter days in quarters, such as 2 or 2.25, up to {MOST_DAYS}"


class DecisionForm(forms.Form):
    """`seen` says what the officer decides on: where that is otherwise by now, the decision is refused."""

    seen = forms.CharField(required=False, max_length=SEEN_LENGTH, widget=forms.HiddenInput)

    def __init__(self, data=None, *, case: SupportRequest):
        super().__init__(data)
        self.case = case
        self.initial["seen"] = version_of(case)

    def refused(self, because: str) -> None:
        """Show why it was refused, with all that was typed; sent again, it is a decision on how things are now."""
        self.add_error(None, because)
        self.data = self.data.copy()
        self.data["seen"] = version_of(SupportRequest.objects.get(pk=self.case.pk))


class DeclineForm(DecisionForm):
    """Why not, and where else they can turn."""

    reason = LongTextField(
        label="Why it cannot be accepted",
        help_text="They read this: say it as you would to them, and what would have to change.",
        rows=6,
        max_length=1200,
        error_messages={"required": "Enter why it cannot be accepted"},
    )
    pointers = forms.ModelMultipleChoiceField(
        Pointer.objects.none(),
        label="Where else can they turn? (optional)",
        help_text="They see the ones that you choose, with their links.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(("invalid_choice", "invalid_pk_value"), "Pointers: choose from the list"),
    )
    more = LongTextField(label="Anything else that may help them (optional)", rows=3, max_length=700, required=False)

    def __init__(self, data=None, *, case: SupportRequest):
        super().__init__(data, case=case)
        self.fields["pointers"].queryset = Pointer.objects.kept()
        self.helper = laid_out(self)

    @property
    def words(self) -> str:
        """All that they read, in one."""
        return "\n\n".join(filter(None, (self.cleaned_data["reason"], self.cleaned_data["more"])))

    def save(self, *, by, at) -> None:
        """Raises NotPossible."""
        deciding.decline(
            request=self.case,
            seen=self.cleaned_data["seen"],
            reason=self.words,
            pointers=list(self.cleaned_data["pointers"]),
            by=by,
            at=at,
        )


class AcceptForm(DecisionForm):
    """A package: days of each type of support, from a budget."""

    budget = forms.ModelChoiceField(
        SupportBudget.objects.none(),
        label="From which budget?",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose a budget"),
    )
    summary = LongTextField(
        label="What the package is to achieve",
        help_text="They read this, and so do the advisers who are asked.",
        rows=4,
        max_length=2000,
        error_messages={"required": "Enter what the package is to achieve"},
    )

    def __init__(self, data=None, *, case: SupportRequest, at):
        super().__init__(data, case=case)
        for value, label in SupportType.choices:
            self.fields[f"days_{value}"] = DaysField(what=str(label))
            what = TextField(label=f"{label}, what is done", max_length=500, required=False)
            what.label = "What is done (optional)"  # its messages name the type, which stands above it on the page
            self.fields[f"what_{value}"] = what
        self._offer_budgets(at)
        self.consortium = deciding.shared_consortium(case)
        if self.consortium:
            label = f"It is for all members of {self.consortium}, who then see the package, and not what was asked"
            self.fields["for_consortium"] = forms.BooleanField(label=label, required=False)
            # members whose requests were joined with this one would see nothing of a package for one of them
            others = case.merged_requests.exclude(organisation=case.organisation_id)
            self.initial["for_consortium"] = others.exists()
        self.rest = drawn_alone(self, "budget", "summary", "for_consortium")

    def _offer_budgets(self, at) -> None:
        """Those of this year and later, each with the days that are left."""
        budgets = SupportBudget.objects.filter(year__gte=year_of(timezone.localdate(at))).order_by("year", "programme")
        left = {view.budget.pk: in_days(view.left) for view in views_of(budgets)}
        self.fields["budget"].queryset = budgets
        self.fields["budget"].label_from_instance = lambda one: f"{one}: {left.get(one.pk, '0 days')} left"
        self.has_budgets = bool(left)
        if len(left) == 1:
            self.initial["budget"] = next(iter(left))

    @property
    def rows(self) -> list[tuple]:
        """(type in words, its two fields), those that were asked for first."""
        asked = [value for value, _ in SupportType.choices if value in self.case.support_types]
        others = [value for value, _ in SupportType.choices if value not in asked]
        return [self._row(value) for value in (*asked, *others)]

    @property
    def asked_rows(self) -> list[tuple]:
        return self.rows[: len(set(self.case.support_types))]

    @property
    def other_rows(self) -> list[tuple]:
        return self.rows[len(set(self.case.support_types)) :]

    @property
    def opens_others(self) -> bool:
        """Whether something was typed for a type that was not asked for: its fields are not folded away then."""
        return any(field.data or field.errors for _, *fields in self.other_rows for field in fields)

    def _row(self, value: str) -> tuple:
        return SupportType(value).label, self[f"days_{value}"], self[f"what_{value}"]

    def clean(self):
        cleaned = super().clean()
        untouched = not any(name.startswith("days_") for name in self.errors)
        if untouched and not self.lines:
            self.add_error(self.asked_rows[0][1].name, "Enter days for at least one type of support")
        for value, label in SupportType.choices:
            if cleaned.get(f"what_{value}") and f"days_{value}" in cleaned and not cleaned[f"days_{value}"]:
                self.add_error(f"days_{value}", f"{label}: enter how many days, or say nothing of what is done")
        self._put_errors_in_order()
        return cleaned

    def _put_errors_in_order(self) -> None:
        """As the fields stand on the page, so that the summary is read from the top down."""
        page = [field.name for _, *fields in self.rows for field in fields]
        for name in (*page, "budget", "summary", "for_consortium"):
            if name in self.errors:
                self.errors[name] = self.errors.pop(name)

    @property
    def lines(self) -> list[Line]:
        """What is agreed, in the order of the types."""
        said = self.cleaned_data
        return [
            Line(value, said[f"days_{value}"], said.get(f"what_{value}", ""))
            for value in SupportType.values
            if said.get(f"days_{value}")
        ]

    @property
    def lines_in_words(self) -> list[tuple[str, str, str]]:
        """(type, days, what is done)."""
        return [(str(SupportType(line.support_type).label), in_days(line.days), line.what) for line in self.lines]

    @property
    def for_whom(self) -> str:
        is_joint = self.cleaned_data.get("for_consortium")
        return f"All members of {self.consortium}" if is_joint else str(self.case.organisation)

    @property
    def total(self) -> str:
        return in_days(sum((line.days for line in self.lines), Decimal(0)))

    def save(self, *, by, at) -> None:
        """Raises NotPossible."""
        deciding.accept(
            request=self.case,
            seen=self.cleaned_data["seen"],
            budget=self.cleaned_data["budget"],
            lines=self.lines,
            summary=self.cleaned_data["summary"],
            for_consortium=self.cleaned_data.get("for_consortium", False),
            by=by,
            at=at,
        )
