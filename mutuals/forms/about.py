"""Who an organisation is."""

from django import forms

from mutuals.choices import Kind, LegalForm
from mutuals.duplicates import possible_duplicates
from mutuals.models import Organisation

from .fields import CharityNumberField, CompanyNumberField, KindField, PastDateField, PostcodeField, base_of
from .names import OrganisationNameField
from .section import SectionForm, long_text, short_text


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
    name = OrganisationNameField(label="Name of the organisation")
    kind = KindField()
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

    ends_badge = forms.CharField(required=False, widget=forms.HiddenInput)  # the kind it was warned of

    def __init__(self, data=None, *, organisation: Organisation):
        super().__init__(data, organisation=organisation)
        if organisation.is_mutual:
            self.fields["kind"].help_text = "It is verified as a Mutual. To choose another kind ends that at once"

    def clean_name(self):
        """A name that stays is not asked about: others may rightly be called the same."""
        name, organisation = self.cleaned_data["name"], self.organisation
        if name != organisation.name and (possible_duplicates(name=name, other_than=organisation.pk).active().exists()):
            raise forms.ValidationError(
                f"“{name}” is in the directory already. If it is yours, too, ask to join it from its page; "
                "if not, add your town to the name"
            )
        return name

    def clean(self):
        """To end the badge is to save twice: the first time says what it means."""
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if self.organisation.is_mutual and kind and kind not in (Kind.MUTUAL, cleaned.get("ends_badge")):
            self.data = self.data.copy()
            self.data["ends_badge"] = kind
            self.add_error("kind", f"{self.organisation} will no longer show as a Mutual. If you mean it, save again")
        return cleaned

    def values(self) -> dict:
        return super().values() | base_of(self.cleaned_data["base_postcode"])
