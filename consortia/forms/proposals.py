"""What somebody who proposes a partnership is asked, in three parts, and what those who are asked answer."""

from crispy_forms_gds.choices import Choice
from django import forms
from django.core.exceptions import ValidationError

from commissioners.choices import PartnershipModel
from commissioners.forms.fields import LongTextField, TextField, chosen_from_the_list
from commissioners.models import Opportunity
from consortia.models import Buyer, ConsortiumMember, Motivator, Proposal
from consortia.proposing.lines import Newcomer
from consortia.proposing.possible import MOST_ASKED
from mutuals.models import Organisation
from partnerships_portal.accounts.addresses import forms_of, verified_addresses

from .naming import named

Role = ConsortiumMember.Role
ONE, LONG_TERM = "one", "long_term"
ROLE_ERRORS = {"required": "Select a role", "invalid_choice": "Select one of the roles"}


class PurposeForm(forms.Form):
    """What it is for: one opportunity, or more than that."""

    kind = forms.ChoiceField(
        label="What is it for?",
        choices=[
            Choice(ONE, "One opportunity", hint="You would bid together, for all of it or for one lot"),
            Choice(
                LONG_TERM,
                "Long-term",
                hint="More than one bid: shared infrastructure, other buyers, new markets",
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Select what it is for", "invalid_choice": "Select one of the answers"},
    )
    about = forms.ChoiceField(
        label="For one opportunity: which?",
        help_text="Those that match you or that you are interested in. For another one, begin on its page.",
        required=False,
        error_messages={"invalid_choice": "For one opportunity: choose from the list"},
    )
    motivators = forms.MultipleChoiceField(
        label="Long-term: why do you want to partner?",
        choices=Motivator,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=chosen_from_the_list("Why do you want to partner"),
    )
    buyers = forms.MultipleChoiceField(
        label="Long-term: for which buyers, besides tenders?",
        choices=Buyer,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=chosen_from_the_list("For which buyers"),
    )

    def __init__(self, *args, opportunities: list[Opportunity], **kwargs):
        super().__init__(*args, **kwargs)
        self.opportunities = {one.pk: one for one in opportunities}
        self.fields["about"].choices = [("", "Choose"), *_grouped(opportunities)]
        if not opportunities:
            del self.fields["about"]
            self.fields["kind"].choices = self.fields["kind"].choices[1:]

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind == ONE and "about" not in self.errors and not cleaned.get("about"):
            self.add_error("about", "Choose the opportunity")
        if kind == LONG_TERM and not self.errors and not cleaned.get("motivators") and not cleaned.get("buyers"):
            self.add_error("motivators", "Select why you want to partner, or for which buyers")
        return cleaned

    @property
    def values(self) -> dict:
        """The fields of the proposal, once the form is valid."""
        said = self.cleaned_data
        if said["kind"] == LONG_TERM:
            return {
                "opportunity": None,
                "lot": None,
                "motivators": said["motivators"],
                "buyers": said["buyers"],
            }
        opportunity, _, lot = said["about"].partition("-")
        found = self.opportunities[int(opportunity)]
        lots = {str(one.pk): one for one in found.lots.all()}
        return {"opportunity": found, "lot": lots.get(lot), "motivators": [], "buyers": []}


def _grouped(opportunities: list[Opportunity]) -> list:
    """A choice for each opportunity, and where it has lots one for each of these."""
    found: list = []
    for one in opportunities:
        lots = list(one.lots.all())
        if len(lots) < 2:
            found.append((str(one.pk), one.title))
        else:
            every = [(f"{one.pk}-{lot.pk}", lot.numbered) for lot in lots]
            found.append((one.title, [(str(one.pk), "All lots together"), *every]))
    return found


def purpose_of(proposal: Proposal) -> dict:
    """What the form says at first of a draft."""
    if proposal.opportunity_id is None:
        return {"kind": LONG_TERM, "motivators": proposal.motivators, "buyers": proposal.buyers}
    lot = f"-{proposal.lot_id}" if proposal.lot_id else ""
    return {"kind": ONE, "about": f"{proposal.opportunity_id}{lot}"}


class LetterForm(forms.Form):
    """What is proposed, in words."""

    title = TextField(
        label="Title",
        help_text="The consortium will have it as its name, until its members agree on another.",
        max_length=200,
        error_messages={"required": "Enter a title"},
    )
    message = LongTextField(
        label="Message",
        help_text="What you have in mind, what each would bring, and by when you need an answer. All whom you ask "
        "read the same message.",
        rows=8,
        max_length=4000,
        error_messages={"required": "Enter a message"},
    )
    role = forms.ChoiceField(
        label="Your own role",
        choices=Role,
        widget=forms.RadioSelect,
        error_messages={"required": "Select your own role", "invalid_choice": "Select one of the roles"},
    )
    partnership_model = forms.ChoiceField(
        label="Which partnership model do you suggest?",
        help_text="Only a suggestion: the members agree on one together.",
        choices=[("", "None yet: let us choose together"), *PartnershipModel.choices],
        required=False,
        error_messages={"invalid_choice": "Which partnership model: choose from the list"},
    )


class AskedForm(forms.Form):
    """Who is asked: for each a role and a note, and names of more."""

    more = TextField(
        label="Ask more organisations",
        help_text="By name, one a line, as they are called in the directory.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": "Ask more organisations: use 2,000 characters or fewer"},
    )

    new_name = TextField(
        label="Its name",
        required=False,
        max_length=200,
        error_messages={"max_length": "Its name: use 200 characters or fewer"},
    )
    new_email = forms.EmailField(
        label="E-mail address of somebody there",
        help_text="They get an e-mail from the portal that names you. They read the proposal once they have signed in "
        "with this address, and answer once their organisation is in the directory.",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "invalid": "Enter an e-mail address in the correct format, like name@example.org",
            "max_length": "E-mail address of somebody there: use 254 characters or fewer",
        },
    )

    def __init__(self, *args, user, proposal: Proposal, invitations, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.proposal, self.invitations = user, proposal, list(invitations)
        for one in self.invitations:
            self.fields[f"role_{one.pk}"] = _role(f"Role of {one.name}", one.role)
            self.fields[f"note_{one.pk}"] = _note(one.note)

    @property
    def rows(self) -> list:
        """(invitation, field of its role, field of its note)"""
        return [(one, self[f"role_{one.pk}"], self[f"note_{one.pk}"]) for one in self.invitations]

    def clean_more(self) -> list[Organisation]:
        room = MOST_ASKED - len(self.invitations)
        found = named(self.cleaned_data["more"], user=self.user, most=max(room, 0))
        if self.proposal.proposer in found:
            raise ValidationError(f"{self.proposal.proposer} proposes this itself: take it out")
        return found

    def clean_new_email(self) -> str:
        address = self.cleaned_data["new_email"].strip().lower()
        if address and forms_of(address) & verified_addresses(self.user):
            raise ValidationError("This is your own address: enter one of the organisation that you ask")
        return address

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("new_name") and not cleaned.get("new_email") and "new_email" not in self.errors:
            self.add_error("new_email", "Enter an e-mail address of somebody there")
        if cleaned.get("new_email") and not cleaned.get("new_name") and "new_name" not in self.errors:
            self.add_error("new_name", "Enter the name of the organisation")
        if cleaned.get("new_email") and len(self.invitations) + len(cleaned.get("more") or []) >= MOST_ASKED:
            self.add_error("new_email", f"A proposal asks up to {MOST_ASKED} organisations: take one out first")
        return cleaned

    @property
    def newcomer(self) -> Newcomer | None:
        """Who is asked by e-mail, once the form is valid."""
        said = self.cleaned_data
        return Newcomer(said["new_name"], said["new_email"]) if said["new_email"] else None

    @property
    def said(self) -> dict[int, dict]:
        """Role and note by primary key of the invitation."""
        said = self.cleaned_data
        return {one.pk: {"role": said[f"role_{one.pk}"], "note": said[f"note_{one.pk}"]} for one in self.invitations}


def _role(label: str, initial: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=Role, initial=initial, error_messages=ROLE_ERRORS)


def _note(initial: str = "") -> LongTextField:
    return LongTextField(
        label="What it would do (optional)",
        help_text="Only this organisation reads it.",
        rows=3,
        max_length=1000,
        required=False,
        initial=initial,
    )


class AnotherForm(forms.Form):
    """One more organisation, while a proposal is open."""

    role = forms.ChoiceField(label="Suggested role", choices=Role, widget=forms.RadioSelect, error_messages=ROLE_ERRORS)
    note = _note()


class NameForm(forms.Form):
    """One organisation, as it is called in the directory."""

    name = TextField(
        label="Its name",
        help_text="As it is called in the directory.",
        max_length=200,
        error_messages={"required": "Enter a name", "max_length": "Its name: use 200 characters or fewer"},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_name(self) -> Organisation:
        found = named(self.cleaned_data["name"], user=self.user, most=1)
        if not found:
            raise ValidationError("Enter a name")
        return found[0]


class AnswerForm(forms.Form):
    """What an organisation answers."""

    answer = forms.ChoiceField(
        label="Your answer",
        choices=[("accept", "Accept"), ("decline", "Decline")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select accept or decline", "invalid_choice": "Select accept or decline"},
    )
    why = LongTextField(
        label="If you decline: why not (optional)",
        help_text="Only the organisation that asks reads it.",
        rows=3,
        max_length=1000,
        required=False,
    )

    def __init__(self, *args, joins: bool, **kwargs):
        super().__init__(*args, **kwargs)
        hint = "You are in the consortium at once" if joins else "You can take it back until the consortium is formed"
        self.fields["answer"].choices = [
            Choice("accept", "Accept", hint=hint),
            Choice("decline", "Decline", hint="This cannot be taken back"),
        ]

    @property
    def accepts(self) -> bool:
        return self.cleaned_data["answer"] == "accept"
