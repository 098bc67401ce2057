"""The name of an organisation: in any script, but of letters."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError

JOINERS = "\u200c\u200d"  # invisible, and part of how Persian and Indian words are written
SIGNS = "©®™°№"  # the only symbols in names of registers
NOT_IN_NAMES = {"So", "Co", "Cn", "Cs", "Cc"}  # emoji and other pictures, private and broken characters, controls


class OrganisationNameField(forms.CharField):
    """One line of text in any script, with composed letters; what nobody can see is taken out.

    Emoji are refused: a register takes none, and a screen reader reads each out by its description.
    """

    def __init__(self, **kwargs):
        errors = {"required": "Enter the name of the organisation", "max_length": "Use 200 characters or fewer"}
        super().__init__(max_length=200, error_messages=errors, **kwargs)

    def to_python(self, value):
        value = unicodedata.normalize("NFC", super().to_python(value) or "")
        seen = (char for char in value if char in JOINERS or unicodedata.category(char) != "Cf")
        return " ".join("".join(seen).split())

    def validate(self, value):
        super().validate(value)
        if any(unicodedata.category(char) in NOT_IN_NAMES and char not in SIGNS for char in value):
            raise ValidationError("Enter the name as its rules or its register have it, without emoji")
        if not any(char.isalnum() for char in value):
            raise ValidationError("Enter the name of the organisation in letters or numbers")
