"""CPV codes as a person types or pastes them."""

import re

from django import forms
from django.core.exceptions import ValidationError

from partnerships_portal.reference.cpv import codes_for, plain_code

MOST_CODES = 50
SUGGESTED = 6


class CpvField(forms.CharField):
    """Several codes in one text, with commas, spaces or line ends between them; gives a sorted list without repeats.

    Each code that cannot be read has a message of its own.
    """

    def __init__(self, **kwargs):
        super().__init__(required=False, max_length=2000, **kwargs)
        self.error_messages["max_length"] = f"CPV codes: enter {MOST_CODES} codes or fewer"

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value):
        typed = re.split(r"[,;\s]+", re.sub(r"\s*-\s*(?=\d\b)", "-", super().clean(value)))
        found, problems = set(), []
        for text in filter(None, typed):
            try:
                found.add(plain_code(text))
            except ValueError as problem:
                problems.append(ValidationError(f"CPV codes: “{text[:30]}”: {problem}"))
        if problems:
            raise ValidationError(problems)
        if len(found) > MOST_CODES:
            raise ValidationError(self.error_messages["max_length"])
        return sorted(found)


def suggestion(lots) -> str:
    """Codes that stand for the services of the lots, in a sentence; "" where the table knows none."""
    services = {service.code for lot in lots for service in lot.services.all()}
    known = codes_for(services)[:SUGGESTED]
    if not known:
        return ""
    return "The services of your lots suggest: " + "; ".join(f"{code} ({words})" for code, words in known) + "."
