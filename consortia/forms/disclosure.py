"""Putting a confidentiality agreement forward, accepting it, and choosing what to release."""

from collections.abc import Collection

from django import forms

from consortia.actions import disclosure, releases
from consortia.models import ConfidentialityAgreement, ConsortiumMember
from mutuals.forms.section import laid_out, short_text
from mutuals.keeping import KEEPING
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.forms import DocumentField, FileForm

WORDING, OWN = "wording", "own"


class AgreementForm(FileForm):
    """The portal's wording, or the parties' own agreement as a file."""

    kind = forms.ChoiceField(
        choices=[(WORDING, "The portal’s wording, below"), (OWN, "Our own agreement, as a file")],
        label="Which agreement?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select which agreement", "invalid_choice": "Select one of the two"},
    )
    file = DocumentField(label="File of your own agreement", missing="Choose the file of your agreement")

    def __init__(self, data=None, files=None, *, is_too_large: bool = False):
        super().__init__(data, files, is_too_large=is_too_large)
        if self.data.get("kind") != OWN:
            self.fields["file"].required = False
        self.helper = laid_out(self)

    def clean(self):
        if self.cleaned_data.get("kind") == OWN:
            super().clean()

    def save(self, *, member: ConsortiumMember, by, at):
        """The version in force and whether it is new; None where it could not be done, which the form then says."""
        upload = self.cleaned_data["file"] if self.cleaned_data["kind"] == OWN else None
        try:
            return disclosure.put_forward(member=member, upload=upload, by=by, at=at)
        except NotPossible as refusal:
            self.add_error(None, str(refusal))


class AcceptForm(forms.Form):
    """Who accepts, in what role, and that they may."""

    name = short_text("Your full name", length=150, missing="Enter your full name")
    role = short_text("Your role", "For example: finance director", length=150, missing="Enter your role")
    may_agree = forms.BooleanField(error_messages={"required": "Tick to say that you may agree for your organisation"})

    def __init__(self, data=None, *, member: ConsortiumMember, name: str):
        super().__init__(data, initial={"name": name})
        self.fields["may_agree"].label = f"I may agree to this for {member.organisation}"
        self.helper = laid_out(self)

    def save(self, *, agreement: ConfidentialityAgreement, member: ConsortiumMember, by, at):
        typed = {name: self.cleaned_data[name] for name in ("name", "role")}
        return disclosure.accept(agreement=agreement, member=member, by=by, at=at, **typed)


class ReleaseForm(forms.Form):
    """Which sections to open: those that are kept for partners and that not all members see already."""

    sections = forms.MultipleChoiceField(
        label="Which sections do you release?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Select at least one section",
            "invalid_choice": "Select sections that you keep for accepted partners",
            "invalid_list": "Select at least one section",
        },
    )

    def __init__(self, data=None, *, member: ConsortiumMember, released: Collection[str] = ()):
        """`released`: keys of sections that all members see already, which are not offered."""
        super().__init__(data)
        self.fields["sections"].choices = [
            (section.key, f"{section.title}: {KEEPING[section.key].holds}")
            for section in releases.releasable(member.organisation)
            if section.key not in released
        ]
        self.helper = laid_out(self)
