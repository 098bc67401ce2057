"""The steps of registering an organisation: one group of questions each."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.utils.formats import date_format

from mutuals.choices import Kind, LegalForm
from mutuals.three_parts import PARTS, Part
from partnerships_portal.reference.elsewhere import Pointer, helper_of_postcode

from .definition import must_be_answered, yes_or_no
from .fields import CharityNumberField, CompanyNumberField, KindField, PastDateField, PostcodeField, base_of
from .names import OrganisationNameField
from .section import laid_out, long_text, short_text

# Kinds that may have left the public sector without being mutuals
MAY_HAVE_LEFT = {Kind.CHARITY, Kind.SOCIAL_ENTERPRISE, Kind.PRIVATE_COMPANY, Kind.HOUSING_ASSOCIATION}


class StepForm(forms.Form):
    """One step. `kind` is what an earlier step answered; a step that is not asked of this kind has no place."""

    title: ClassVar[str]
    lede = ""

    def __init__(self, data=None, *, initial=None, kind: str = ""):
        super().__init__(data, initial=initial)
        self.known_kind = kind
        self.prepare()
        self.helper = laid_out(self)

    def prepare(self) -> None:
        """What depends on the kind."""

    @staticmethod
    def is_asked(kind: str) -> bool:
        return True

    def values(self) -> dict[str, Any]:
        """Fields of the organisation, or of its definition, with their values."""
        return dict(self.cleaned_data)

    def rows(self) -> list[tuple[str, str]]:
        """(question, answer in words), to be checked before it is sent."""
        return [(str(field.label), _in_words(field, self.cleaned_data[name])) for name, field in self.fields.items()]


class NameStep(StepForm):
    title = "Name and kind"
    name = OrganisationNameField(
        label="Name of the organisation", help_text="As in its governing document or at Companies House"
    )
    kind = KindField()


class PlaceStep(StepForm):
    title = "Legal form and main office"
    legal_form = forms.ChoiceField(
        choices=LegalForm,
        label="Legal form",
        widget=forms.RadioSelect,
        error_messages={"required": "Select the legal form", "invalid_choice": "Select one of the legal forms"},
    )
    base_postcode = PostcodeField(
        label="Postcode of the main office",
        help_text="In England, for example LS1 1UR. We use it to find your district",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
        error_messages={"required": "Enter the postcode of the main office, like LS1 1UR"},
    )

    @property
    def helped_elsewhere(self) -> Pointer | None:
        """Who helps where the postcode lies that was typed, if that is a part of the United Kingdom not served here."""
        return helper_of_postcode(self["base_postcode"].value() or "") if self.is_bound else None

    def values(self):
        return self.cleaned_data | base_of(self.cleaned_data["base_postcode"])

    def rows(self):
        return [*super().rows(), ("District", str(self.values()["base_authority"] or "Not known"))]


class NumbersStep(StepForm):
    title = "Company and charity numbers"
    lede = "Leave a box empty if it does not have that number. We use them to find contracts that it has won."
    company_number = CompanyNumberField(
        label="Companies House number", help_text="8 characters, for example 01234567", required=False
    )
    charity_number = CharityNumberField(
        label="Charity number", help_text="6 to 8 digits, for example 1123456", required=False
    )


class SpinOutStep(StepForm):
    title = "When it left the public sector"
    spun_out_on = PastDateField(label="Left the public sector on", help_text="For example, 27 3 2015", required=False)
    parent_body = short_text("Public body that it left", "For example a council or an NHS trust", length=200)

    @staticmethod
    def is_asked(kind):
        return kind == Kind.MUTUAL or kind in MAY_HAVE_LEFT

    def prepare(self):
        if self.known_kind == Kind.MUTUAL:
            self.lede = "If it was never part of the public sector, go back and choose another kind of organisation."
        else:
            self.lede = "Leave both empty if it was never part of the public sector."

    def clean(self):
        cleaned = super().clean()
        if self.known_kind == Kind.MUTUAL:
            if "spun_out_on" not in self.errors and not cleaned.get("spun_out_on"):
                self.add_error("spun_out_on", "Enter the date on which it left the public sector")
            if "parent_body" not in self.errors and not cleaned.get("parent_body"):
                self.add_error("parent_body", "Enter the public body that it left")
        return cleaned


class PartStep(StepForm):
    """One part of the three-part definition: yes or no, and what shows it."""

    part: ClassVar[Part]

    @staticmethod
    def is_asked(kind):
        return kind == Kind.MUTUAL

    def prepare(self):
        self.fields[self.part.key] = yes_or_no(self.part.question, self.part.hint)
        self.fields[f"{self.part.key}_evidence"] = long_text(self.part.evidence, self.part.evidence_hint, length=1000)

    def clean(self):
        super().clean()
        must_be_answered(self, self.part)


def _part_step(part: Part, number: int) -> type[PartStep]:
    title = f"Definition of a Mutual, part {number} of {len(PARTS)}: {part.title.lower()}"
    return type(f"Part{number}Step", (PartStep,), {"part": part, "title": title})


STEPS: dict[str, type[StepForm]] = {
    "name": NameStep,
    "place": PlaceStep,
    "numbers": NumbersStep,
    "spin-out": SpinOutStep,
    **{part.key.replace("_", "-"): _part_step(part, number) for number, part in enumerate(PARTS, start=1)},
}


def _in_words(field: forms.Field, value) -> str:
    if value in (None, ""):
        return ""
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return str(dict(choices)[str(value)])
    return date_format(value, "j F Y") if isinstance(value, dt.date) else str(value)
