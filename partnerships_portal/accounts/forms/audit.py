"""Choosing from the record of actions."""

from django import forms
from django.db.models import Q

from partnerships_portal.accounts.audit import words
from partnerships_portal.accounts.models import AuditEvent, User

SELECT = {"class": "govuk-select portal-filters__whole"}
INPUT = {"class": "govuk-input"}
ANY = [("", "All")]
NOT_A_DAY = "Enter a real date, such as 2027-03-27"
BY_PORTAL, BY_STAFF = "portal", "staff"


class RecordFilter(forms.Form):
    """What both have: fields in the look of the column of filters, of which none is required."""

    @property
    def in_use(self) -> int:
        """How many filters narrow the list; a field with an error counts as empty."""
        self.is_valid()
        return sum(value not in (None, "") for value in self.cleaned_data.values())

    def _dress(self) -> None:
        for field in self.fields.values():
            field.widget.attrs |= SELECT if isinstance(field, forms.ChoiceField) else INPUT


class HistoryFilter(RecordFilter):
    """For one organisation's history: by person and kind. `people` act in it: (number or BY_STAFF ..., name)."""

    who = forms.ChoiceField(label="By whom", required=False)
    kind = forms.ChoiceField(label="About what", required=False)

    def __init__(self, *args, people, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = ANY + people
        self.fields["kind"].choices = ANY + [(kind, kind) for kind in kinds]
        self._dress()

    def chosen(self) -> dict[str, str]:
        """What was chosen; a choice that is not offered counts as none."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class AuditFilter(RecordFilter):
    """For the whole record: by day, person, kind of deed and thing."""

    since = forms.DateField(label="From", required=False, error_messages={"invalid": f"From: {NOT_A_DAY.lower()}"})
    until = forms.DateField(label="To", required=False, error_messages={"invalid": f"To: {NOT_A_DAY.lower()}"})
    who = forms.CharField(label="Name or e-mail address", required=False, max_length=150)
    kind = forms.ChoiceField(label="About what", required=False, choices=ANY + [(each, each) for each in words.KINDS])
    action = forms.ChoiceField(label="What was done", required=False)
    thing = forms.ChoiceField(label="Done to what", required=False)
    number = forms.IntegerField(
        label="Number of that thing",
        required=False,
        min_value=1,
        error_messages={"invalid": "Number: enter a whole number", "min_value": "Number: enter 1 or more"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("since", "until"):
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        self.fields["action"].choices = ANY + sorted((each, each.replace("_", " ")) for each in words.said())
        names = sorted((kind, AuditEvent.kind_in_words(kind)) for kind in words.thing_kinds())
        self.fields["thing"].choices = ANY + names
        self._dress()

    def filtered(self, events):
        """The events asked for; a field with an error counts as empty."""
        self.is_valid()
        asked = self.cleaned_data
        if asked.get("since"):
            events = events.filter(at__date__gte=asked["since"])
        if asked.get("until"):
            events = events.filter(at__date__lte=asked["until"])
        if asked.get("kind"):
            events = events.filter(action__in=words.actions_of(asked["kind"]))
        if asked.get("action"):
            events = events.filter(action=asked["action"])
        if asked.get("thing"):
            events = events.filter(target_kind=asked["thing"])
        if asked.get("number"):
            events = events.filter(target_id=asked["number"])
        return events.filter(_by(asked["who"])) if asked.get("who") else events


def _by(words_typed: str) -> Q:
    """Events of the people whose name or address has these words; "the portal" for its own."""
    if words_typed.strip().lower() in {"the portal", "portal"}:
        return Q(actor=None)
    people = User.objects.filter(Q(name__icontains=words_typed) | Q(email__icontains=words_typed))
    return Q(actor__in=people.values("pk"))
