"""A list of services as programme managers paste it from the law."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from partnerships_portal.reference.cpv import plain_code

from .fields import DateField, LongTextField

MOST_PROBLEMS = 20  # more of them would bury the form


class ServiceListForm(forms.Form):
    """CPV codes, one a line, each with or without its name; where they are from; since when they hold."""

    codes = LongTextField(
        label="CPV codes",
        help_text="One on each line, as the law lists them: 85312000-9, or 85312000-9 Social work services. "
        "Paste all of them.",
        rows=12,
        max_length=100_000,
        error_messages={"required": "Enter the CPV codes of the list, one on each line"},
    )
    source_link = forms.URLField(
        label="Where the law lists them",
        help_text="The address of the Schedule or regulation on legislation.gov.uk.",
        max_length=500,
        assume_scheme="https",
        error_messages={
            "required": "Enter the address of the law that lists them",
            "invalid": "Where the law lists them: enter a full address, beginning with https://",
            "max_length": "Where the law lists them: use 500 characters or fewer",
            "null_characters_not_allowed": "Where the law lists them: take out the characters that cannot be shown",
        },
    )
    valid_from = DateField(
        label="In force from",
        help_text="The list before ends on the day before.",
    )
    valid_to = DateField(label="In force until (optional)", help_text="The last day.", required=False)
    checked_on = DateField(
        label="Checked on",
        help_text="When you compared it with the law.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].error_messages["required"] = "Enter the day from which the list is in force"
        self.fields["checked_on"].error_messages["required"] = "Enter the day on which you compared it with the law"

    def clean_codes(self) -> list[str]:
        """The codes, each once, sorted. Every line that cannot be read is named by its number."""
        found, problems = set(), []
        for number, line in enumerate(self.cleaned_data["codes"].split("\n"), start=1):
            if not line.strip():
                continue
            try:
                found.add(plain_code(line.split()[0].rstrip(",;.")))
            except ValueError as problem:
                problems.append(f"Line {number}, “{line.strip()[:40]}”: {problem}")
        if problems:
            more = len(problems) - MOST_PROBLEMS
            rest = [f"{more} more lines cannot be read"] if more > 0 else []
            raise ValidationError([*problems[:MOST_PROBLEMS], *rest])
        return sorted(found)

    def clean_checked_on(self):
        checked_on = self.cleaned_data["checked_on"]
        if checked_on > timezone.localdate():
            raise ValidationError("Checked on: enter today or a day before")
        return checked_on

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("valid_from"), cleaned.get("valid_to")
        if start and end and end < start:
            self.add_error("valid_to", "In force until: enter a day on or after the first")
        return cleaned
