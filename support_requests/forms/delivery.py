"""What advisers and officers type about what happens in a package."""

from decimal import Decimal

from django.utils import timezone

from commissioners.forms.fields import DateField, LongTextField, TextField
from consortia.forms.sharing import KeyField
from consortia.forms.workspace_rows import RowForm, number_field
from partnerships_portal.documents.forms import DocumentField, FileForm
from support_requests.models import Assignment

from .days import DaysField
from .drawn import Drawn


class MilestoneForm(Drawn, RowForm):
    """Something that is to be reached, and by when."""

    columns = ("what", "due_on")
    what = TextField(
        label="What is to be reached?",
        help_text="For example, “The members agree on a model”",
        max_length=200,
        error_messages={"required": "Say what is to be reached"},
    )
    due_on = DateField(label="By when? (optional)", help_text="For example, 27 3 2027", required=False)

    def meet(self, row, problem):
        self.show_conflict(type(self)(row=row, **self.given), last=None, problem=problem)


class SessionForm(Drawn, RowForm):
    """A meeting, planned or held."""

    columns = ("what", "held_on", "place", "who_came", "notes")
    what = TextField(
        label="What is it about?",
        help_text="For example, “Workshop on the partnership model”",
        max_length=200,
        error_messages={"required": "Say what the session is about"},
    )
    held_on = DateField(label="On which day?", help_text="For example, 27 3 2027. It can lie ahead")
    place = TextField(
        label="Where? (optional)",
        help_text="A place, or the address of a video call",
        max_length=300,
        required=False,
    )
    who_came = TextField(
        label="Who is to come, or came? (optional)",
        help_text="Roles and organisations are enough",
        max_length=500,
        required=False,
    )
    notes = LongTextField(
        label="Notes (optional)",
        help_text="Everyone who sees this package reads them.",
        rows=6,
        max_length=4000,
        required=False,
    )
    form_key = KeyField()


class TimeForm(Drawn):
    """Days that were worked on a line. `assignments`: those for which the person may enter them."""

    days = DaysField(
        what="Days",
        label="How many days?",
        help_text="To a quarter of a day, for example 0.5",
        most=Decimal(31),
    )
    worked_on = DateField(label="On which day, or until which day?", help_text="For example, 27 3 2027")
    what = TextField(
        label="What did you do?",
        help_text="The organisation and programme staff read it.",
        max_length=300,
        error_messages={"required": "Say what was done"},
    )
    form_key = KeyField()

    def __init__(self, data=None, *, assignments: list[Assignment], names_advisers: bool):
        super().__init__(data)
        self.assignments = assignments
        self.initial["worked_on"] = timezone.localdate()
        if len(assignments) > 1:
            choices = [
                (one.pk, f"{one.line}: {one.adviser}" if names_advisers else str(one.line)) for one in assignments
            ]
            line = number_field("For which line?", choices, required="Choose the line that the days were worked on")
            self.fields = {"assignment": line, **self.fields}

    @property
    def assignment(self) -> Assignment:
        chosen = self.cleaned_data.get("assignment")
        return next((one for one in self.assignments if one.pk == chosen), self.assignments[0])


class PackageFileForm(Drawn, FileForm):
    """A document."""

    file = DocumentField(label="File", missing="Choose a file")
    note = TextField(
        label="What is it? (optional)",
        help_text="Everyone who sees this package can open it.",
        max_length=300,
        required=False,
    )
    form_key = KeyField()
