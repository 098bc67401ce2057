"""Who an organisation is."""

from django import forms
from django.conf import settings

from mutuals import actions
from mutuals.choices import Kind, LegalForm
from mutuals.models import Organisation

from .fields import CharityNumberField, CompanyNumberField, PastDateField, PostcodeField, base_of
from .section import SectionForm, laid_out, long_text, short_text

NAME = "Name of the organisation"


def _kind() -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=Kind,
        label="Kind of organisation",
        help_text="A public service mutual has left the public sector, still delivers public services, and its "
        "staff have a significant degree of influence or control",
        widget=forms.RadioSelect,
        error_messages={"required": "Select the kind of organisation", "invalid_choice": "Select one of the kinds"},
    )


def _legal_form() -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=[("", "Not known"), *LegalForm.choices],
        required=False,
        label="Legal form",
        error_messages={"invalid_choice": "Legal form: select one from the list"},
    )


def _postcode() -> PostcodeField:
    return PostcodeField(
        label="Postcode of the main office",
        help_text="We use it to find your district, for example LS1 1UR",
        required=False,
        max_length=20,
        error_messages={"max_length": "Enter a full UK postcode, like LS1 1UR"},
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )


def _summary() -> forms.CharField:
    return long_text("What you do", "In a few sentences. People find you in the directory by these words")


class AboutForm(SectionForm):
    section, title = "about", "About the organisation"
    also = ("base_authority", "base_easting", "base_northing")
    name = short_text(NAME, length=200, missing="Enter the name of the organisation")
    kind = _kind()
    legal_form = _legal_form()
    summary = _summary()
    website = forms.URLField(
        label="Website",
        help_text="For example https://www.example.org",
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"autocomplete": "url"}),
        max_length=200,
        error_messages={
            "invalid": "Enter a website address in the right form, like https://www.example.org",
            "max_length": "Website: use 200 characters or fewer",
        },
    )
    base_postcode = _postcode()
    founded_on = PastDateField(label="Founded on", help_text="For example, 27 3 2015", required=False)
    spun_out_on = PastDateField(
        label="Left the public sector on",
        help_text="Leave it empty if it was never part of the public sector",
        required=False,
    )
    parent_body = short_text("Public body that it left", "For example a council or an NHS trust", length=200)
    company_number = CompanyNumberField(
        label="Companies House number",
        help_text="8 characters, for example 01234567. We use it to find contracts that you have won",
        required=False,
    )
    charity_number = CharityNumberField(
        label="Charity number",
        help_text="6 to 8 digits, for example 1123456. We use it to find contracts that you have won",
        required=False,
    )

    class Meta:
        model = Organisation
        fields = (
            "name",
            "kind",
            "legal_form",
            "summary",
            "website",
            "base_postcode",
            "founded_on",
            "spun_out_on",
            "parent_body",
            "company_number",
            "charity_number",
        )

    def values(self) -> dict:
        return super().values() | base_of(self.cleaned_data["base_postcode"])


class CreateForm(forms.Form):
    """The least that makes an organisation worth finding; the rest is filled in section by section."""

    name = short_text(NAME, length=200, missing="Enter the name of the organisation")
    kind = _kind()
    legal_form = _legal_form()
    summary = _summary()
    base_postcode = _postcode()

    def __init__(self, data=None):
        super().__init__(data)
        self.helper = laid_out(self)

    def clean_name(self):
        name = self.cleaned_data["name"]
        if Organisation.objects.active().filter(name__iexact=name).exists():
            raise forms.ValidationError(
                f"“{name}” is in the directory already. If it is yours, ask {_who_adds_people()} to add you; "
                "if not, add your town to the name"
            )
        return name

    def save(self, *, by, at) -> Organisation:
        values = self.cleaned_data | base_of(self.cleaned_data["base_postcode"])
        return actions.create_organisation(values=values, by=by, at=at)


def _who_adds_people() -> str:
    """Those who run the portal let people act for an organisation that is there (docs/operations.md)."""
    return settings.CONTACT_EMAIL or "the programme staff who run this portal"
