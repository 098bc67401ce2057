"""Who acts for a place: roles, invitations, and decisions on those who ask."""

import re
import unicodedata

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Size
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from .kinds import Kind

ROLES = {"owner": "Owner", "editor": "Editor", "viewer": "Viewer"}
FEWEST_RIGHTS_FIRST = tuple(reversed(ROLES))


def role_field(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=list(ROLES.items()),
        label=label,
        widget=forms.RadioSelect,
        error_messages={"required": "Select a role", "invalid_choice": "Select one of the roles"},
    )


def _role_choices(kind: Kind) -> list[Choice]:
    return [Choice(role, label, hint=kind.hints[role]) for role, label in ROLES.items()]


def _drawn(form: forms.Form, *fields) -> FormHelper:
    helper = FormHelper(form)
    helper.form_tag = False
    helper.layout = Layout(*fields)
    return helper


class RoleForm(forms.Form):
    """The role of one person."""

    role = role_field("Role")

    def __init__(self, *args, kind: Kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = _role_choices(kind)
        self.helper = _drawn(self, Field.radios("role", legend_size=Size.SMALL, small=True))


class AddressesField(forms.CharField):
    """One or several e-mail addresses as people paste them; cleans to a list in lower case, each once."""

    MOST = 20
    BETWEEN = re.compile(r"[,;\n\r\t]+")
    INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

    def clean(self, value):
        text = self.INVISIBLE.sub("", unicodedata.normalize("NFKC", super().clean(value)))
        parts = [piece for part in self.BETWEEN.split(text) for piece in self._pieces(part.strip())]
        found = list(dict.fromkeys(piece.lower() for piece in parts if piece))
        if len(found) > self.MOST:
            raise ValidationError(f"Enter {self.MOST} addresses or fewer at a time. These are {len(found)}")
        wrong = [address for address in found if not self._is_address(address)]
        if wrong:
            raise ValidationError([self._problem(address) for address in wrong])
        if not found:
            raise ValidationError(self.error_messages["required"])
        return found

    @staticmethod
    def _pieces(part: str) -> list[str]:
        """“Ada Fennimore <ada@example.org>” is one address, and so is what stands alone between spaces."""
        in_brackets = re.findall(r"<\s*([^<>]+?)\s*>", part)
        if in_brackets:
            return in_brackets
        words = part.split()
        return words if len(words) > 1 and all("@" in word for word in words) else [part]

    @staticmethod
    def _is_address(address: str) -> bool:
        try:
            validate_email(address)
        except ValidationError:
            return False
        return len(address) <= 254

    @staticmethod
    def _problem(address: str) -> str:
        if not address.rpartition("@")[0].isascii():
            return f"“{address}” has letters before the @ that e-mail cannot carry everywhere: ask for another address"
        return f"“{address[:80]}” is not an e-mail address. Enter it like name@example.org"


class InvitationForm(forms.Form):
    """Whom to ask in, and as what."""

    addresses = AddressesField(
        label="E-mail addresses",
        help_text=f"One to a line, or with commas between them. Up to {AddressesField.MOST} at a time. "
        "They need no account yet",
        max_length=8000,
        widget=forms.Textarea(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter at least one e-mail address",
            "max_length": f"Enter {AddressesField.MOST} addresses or fewer at a time",
        },
    )
    role = role_field("What may they do?")

    def __init__(self, *args, kind: Kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = _role_choices(kind)
        self.helper = _drawn(
            self,
            Field.textarea("addresses", rows=4, label_size=Size.SMALL),
            Field.radios("role", legend_size=Size.SMALL, small=True),
        )


class JoinDecisionForm(forms.Form):
    """Whether somebody is let in, and as what."""

    decision = forms.ChoiceField(
        label="Your decision",
        widget=forms.RadioSelect,
        error_messages={"required": "Select a role, or decline", "invalid_choice": "Select a role, or decline"},
    )

    def __init__(self, *args, kind: Kind, roles: tuple[str, ...] = FEWEST_RIGHTS_FIRST, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = [
            *(Choice(role, f"Accept as {ROLES[role].lower()}", hint=kind.hints[role]) for role in roles),
            Choice("decline", "Decline", hint="The person is told, and can ask again after some weeks"),
        ]
        self.helper = _drawn(self, Field.radios("decision", legend_size=Size.SMALL, small=True))
