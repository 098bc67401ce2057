"""What is bought."""

from django import forms

from commissioners.choices import State
from commissioners.forms.fields import LongTextField, TextField

from .base import SectionForm


class WhatForm(SectionForm):
    columns = ("title", "description", "reference")
    title = TextField(label="Title", max_length=300, error_messages={"required": "Enter a title for the opportunity"})
    description = LongTextField(
        label="What do you want to buy?",
        help_text="Who is it for, what should change for them, what is in and what is out. "
        "Do not name people: anyone can read this.",
        rows=10,
        max_length=20_000,
        required=False,
    )
    reference = TextField(label="Your own reference (optional)", max_length=250, required=False)

    def clean_description(self):
        description = self.cleaned_data["description"]
        if not description and self.opportunity.state != State.DRAFT:
            raise forms.ValidationError("Describe what you want to buy")
        return description
