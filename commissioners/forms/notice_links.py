"""Naming a notice elsewhere."""

from django import forms

from commissioners.delivery.notices import named

from .fields import TextField


class NoticeLinkForm(forms.Form):
    """An ocid, or the address of a notice."""

    reference = TextField(
        label="Process identifier or address of the notice",
        help_text="For example, ocds-h6vhtk-04a1b2, or https://www.find-tender.service.gov.uk/Notice/012345-2026",
        max_length=500,
        error_messages={"required": "Enter the process identifier or the address of the notice"},
    )

    def clean_reference(self):
        name = named(self.cleaned_data["reference"])
        if name is None:
            raise forms.ValidationError(
                "Enter a process identifier that begins with ocds-, or the address of a notice on Find a Tender or "
                "Contracts Finder"
            )
        return name
