"""What people type about their commissioning body."""

from django import forms

from partnerships_portal.reference.fields import ServicesField

from .fields import NOT_SHOWN, LongTextField


class PrioritiesForm(forms.Form):
    """What a commissioning body wants to achieve, published for providers."""

    priorities = LongTextField(
        label="Your priorities",
        help_text="What your plans say that you want to achieve, in plain words. Anyone can read this.",
        rows=8,
        max_length=4000,
        required=False,
        error_messages={"max_length": "Shorten your priorities to 4,000 characters or fewer"},
    )
    priority_services = ServicesField(
        label="Services that matter most",
        required=False,
        error_messages={"invalid_choice": "Services that matter most: choose from the list"},
    )
    website = forms.URLField(
        label="Website (optional)",
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages={
            "invalid": "Website: enter a web address, such as www.example.gov.uk",
            "max_length": "Website: enter an address of 200 characters or fewer",
            "null_characters_not_allowed": f"Website: {NOT_SHOWN}",
        },
    )

    def __init__(self, *args, body, **kwargs):
        initial = {
            "priorities": body.priorities,
            "website": body.website,
            "priority_services": list(body.priority_services.all()),
        }
        super().__init__(*args, initial=initial, **kwargs)
