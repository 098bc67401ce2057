"""What managers and advisers type about advisers."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from commissioners.actions.meanwhile import plain, state_of
from commissioners.forms.fields import LongTextField, TextField, chosen_from_the_list, name_of
from partnerships_portal.conflicts import meeting
from partnerships_portal.reference.models import Region
from support_requests.choices import SupportType
from support_requests.models import Adviser

from .drawn import Drawn
from .organisations import OrganisationNameField, PicksOrganisation

OWN = ("kind", "firm", "expertise", "days_a_month", "about")
HALF = Decimal("0.5")


class DaysAMonthField(forms.DecimalField):
    """Days a month, to half a day."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal", "autocomplete": "off"})

    def __init__(self):
        problem = "Days a month: enter 0 to 31, in halves, such as 4 or 2.5"
        super().__init__(
            label="How many days a month can they give?",
            help_text="For example, 4 or 2.5",
            max_digits=4,
            decimal_places=1,
            min_value=Decimal(0),
            max_value=Decimal(31),
            error_messages={"required": "Days a month: enter how many"}
            | dict.fromkeys(
                ("invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits"), problem
            ),
        )
        self.problem = problem

    def validate(self, value):
        super().validate(value)
        is_a_month = value is None or 0 <= value <= 31  # asked first: what is far too large cannot be divided
        if not is_a_month or (value is not None and value % HALF):
            raise ValidationError(self.problem)

    def prepare_value(self, value):
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class DetailsForm(Drawn):
    """What somebody advises on, where and how much. `DETAILS` of actions/advisers.py, and regions."""

    kind = forms.ChoiceField(
        label="Where do they work?",
        choices=Adviser.Kind,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Say whether they are on the programme’s staff or from outside"
        ),
    )
    firm = TextField(
        label="For whom do they work? (optional)",
        help_text="Organisations that they help read it beside their name",
        max_length=150,
        required=False,
    )
    expertise = forms.MultipleChoiceField(
        label="What do they advise on?",
        choices=SupportType,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one type of support"}
        | chosen_from_the_list("What they advise on"),
    )
    regions = forms.ModelMultipleChoiceField(
        label="Where do they go? (optional)",
        help_text="Leave all of them empty for anywhere in England",
        queryset=Region.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=chosen_from_the_list("Where they go"),
    )
    days_a_month = DaysAMonthField()

    @property
    def details(self) -> dict:
        names = ("kind", "firm", "expertise", "days_a_month")
        return {name: self.cleaned_data[name] for name in names} | {"regions": list(self.cleaned_data["regions"])}


class InviteForm(DetailsForm):
    """Somebody who is asked to advise."""

    email = forms.EmailField(
        label="E-mail address",
        help_text="They are asked by e-mail, and answer signed in with this address. They need no account yet",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "email"}),
        error_messages={
            "required": "Enter an e-mail address",
            "invalid": "Enter an e-mail address like name@example.org",
            "max_length": "Enter an e-mail address like name@example.org",
        },
    )
    field_order = ("email", "kind", "firm", "expertise", "regions", "days_a_month")


class AdviserForm(meeting.MeetsOthers, DetailsForm):
    """An adviser's entry, changed by a manager, or by the adviser without `kind`."""

    about = LongTextField(
        label="About (optional)",
        help_text="Experience and qualifications. Programme staff read it.",
        rows=5,
        max_length=2000,
        required=False,
    )

    seen = forms.CharField(required=False, max_length=meeting.SEEN_LENGTH, widget=forms.HiddenInput)

    def __init__(self, data=None, *, adviser: Adviser, is_own: bool):
        initial = {name: getattr(adviser, name) for name in OWN} | {"regions": adviser.regions.all()}
        super().__init__(data, initial=initial)
        self.adviser, self.is_own = adviser, is_own
        self.initial["seen"] = self.version()
        if is_own:
            del self.fields["kind"]
            self.fields["firm"].label = "For whom do you work? (optional)"
            self.fields["expertise"].label = "What do you advise on?"
            self.fields["regions"].label = "Where do you go? (optional)"
            self.fields["days_a_month"].label = "How many days a month can you give?"

    @property
    def values(self) -> dict:
        """What to save: what was typed, or what somebody else saved where the person takes that."""
        kept = {"kind": self.adviser.kind} | self.cleaned_data
        stored = {name: getattr(self.adviser, name) for name in OWN} | {"regions": list(self.adviser.regions.all())}
        typed = {name: kept[name] for name in OWN} | {"regions": list(kept["regions"])}
        return typed | {name: stored[name] for name in self.theirs}

    def stored(self) -> dict:
        return state_of(self.adviser, (*OWN, "regions"))

    def typed(self) -> dict:
        return {name: plain(value) for name, value in self.values.items()}

    def label_of(self, name: str) -> str:
        return name_of(str(self.fields[name].label)) if name in self.fields else "Where they work"

    def words(self, name: str, value) -> str:
        if name == "regions":
            return meeting.in_words([str(one) for one in Region.objects.filter(pk__in=value)])
        labels = dict(SupportType.choices) | dict(Adviser.Kind.choices)
        if name in ("expertise", "kind"):
            return meeting.in_words([str(labels[one]) for one in ([value] if name == "kind" else value)])
        return meeting.in_words(value)

    def meet(self, problem: Exception) -> None:
        """Show what somebody else has saved meanwhile."""
        now = Adviser.objects.get(pk=self.adviser.pk)
        self.show_conflict(AdviserForm(adviser=now, is_own=self.is_own), last=None, problem=problem)


class ConflictForm(PicksOrganisation):
    """An organisation that the adviser must not help."""

    organisation = OrganisationNameField(label="Which organisation?")
    because = LongTextField(
        label="Why?",
        help_text="The adviser reads it, and programme staff who do not belong to the organisation.",
        rows=3,
        max_length=500,
        error_messages={"required": "Say why there is a conflict of interest"},
    )
