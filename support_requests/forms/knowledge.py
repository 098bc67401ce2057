"""What staff type when they write case studies, guides, templates, tools and pilots."""

from crispy_forms_gds.choices import Choice
from django import forms

from commissioners.choices import PartnershipModel
from commissioners.forms.fields import DateField, LongTextField, TextField, chosen_from_the_list
from consortia.forms.sharing import KeyField
from consortia.key_steps.starting import STARTING
from mutuals.forms.section import drawn_alone, laid_out
from partnerships_portal.accounts.models import User
from support_requests.actions import knowledge as actions
from support_requests.actions.knowledge_names import WORDING, refusal_of
from support_requests.choices import SupportType
from support_requests.knowledge.naming import names_of
from support_requests.knowledge.parts import PARTS
from support_requests.models import KnowledgePage

from .organisations import OrganisationNameField, PicksOrganisation

Page = KnowledgePage
STEPS = [(step.code, step.what) for step in STARTING]
TAGS = ("support_types", "partnership_models", "key_steps", "topics")
LENGTHS = {"beginning": 6000, "text": 20000, "outcome": 6000}


def _tags(label: str, choices, help_text: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        help_text=help_text,
        required=False,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages=chosen_from_the_list(label),
    )


class KnowledgeForm(forms.Form):
    """A page of one kind, new or to be changed. `seen` says what the person had opened."""

    title = TextField(
        label="Title",
        help_text="Name no organisation: names are shown beside the words once those who are named agree",
        max_length=150,
        error_messages={"required": "Enter a title"},
    )
    summary = LongTextField(
        label="Summary",
        help_text="One or two sentences, as the list shows them",
        rows=3,
        max_length=400,
        error_messages={"required": "Enter a summary"},
    )
    stage = forms.ChoiceField(
        label="How far is it?",
        choices=[Choice(*one) for one in Page.Stage.choices],
        widget=forms.RadioSelect,
        error_messages={"required": "Select how far the pilot is", "invalid_choice": "Select how far the pilot is"},
    )
    audience = forms.ChoiceField(
        label="For whom is it written?",
        choices=[Choice(*one) for one in Page.Audience.choices],
        initial=Page.Audience.EVERYONE,
        widget=forms.RadioSelect,
        error_messages={"required": "Select for whom it is", "invalid_choice": "Select for whom it is"},
    )
    topics = _tags("Topics (optional)", Page.Topic.choices, "Section 33: it is linked from the page of the law")
    partnership_models = _tags(
        "Partnership models (optional)", PartnershipModel.choices, "It is linked where members choose a model"
    )
    key_steps = _tags("Key steps (optional)", STEPS, "It is linked from the steps of a consortium")
    support_types = _tags("Types of support (optional)", SupportType.choices)
    review_by = DateField(
        label="Look at it again by (optional)", help_text="Staff are reminded on that day", required=False
    )
    form_key = KeyField()
    seen = forms.CharField(required=False, max_length=50, widget=forms.HiddenInput)

    def __init__(self, data=None, *, kind: str, page: KnowledgePage | None = None):
        super().__init__(data)
        self.kind, self.page, parts = kind, page, PARTS[kind]
        for part in parts:
            self.fields[part.field] = _part(part, page)
        if kind != Page.Kind.PILOT:
            del self.fields["stage"]
        self.order_fields(["title", "summary", *(part.field for part in parts), "stage"])
        self.columns = [name for name in self.fields if name not in ("form_key", "seen")]
        if page:
            self.initial = {name: getattr(page, name) for name in self.columns} | {"seen": actions.version_of(page)}
        self.words = drawn_alone(self, *(name for name in self.fields if name not in TAGS))
        self.tags = drawn_alone(self, *TAGS)

    @property
    def chosen_tags(self) -> int:
        """How many are ticked: they are folded away where nothing is wrong with them."""
        return sum(len(self[name].value() or ()) for name in TAGS)

    @property
    def opens_tags(self) -> bool:
        return any(name in self.errors for name in TAGS)

    def clean(self):
        """Say beside each text whom it names."""
        found = super().clean()
        names = names_of(self.page)
        for name in WORDING:
            if named := names.said_in([found.get(name, "")]):
                self.add_error(name, f"{self.fields[name].label}: {refusal_of(named)}")
        return found

    def save(self, *, by: User, at) -> KnowledgePage:
        """Begin the draft, or change what was opened. Raises NotPossible."""
        said = {name: self.cleaned_data[name] for name in self.columns}
        if self.page is None:
            return actions.write(kind=self.kind, form_key=self.cleaned_data["form_key"], by=by, at=at, **said)
        actions.change(page=self.page, seen=self.cleaned_data["seen"], by=by, at=at, **said)
        return self.page


def _part(part, page) -> LongTextField:
    return LongTextField(
        label=part.heading or "Text",
        help_text=part.hint,
        rows=8,
        max_length=LENGTHS[part.field],
        required=part.field == "text",
        error_messages={"required": f"Enter the text: {(part.heading or 'what the guide says').lower()}"},
    )


class TookPartForm(PicksOrganisation):
    """An organisation that took part."""

    organisation = OrganisationNameField(
        label="Add an organisation that took part", help_text="Nobody is asked or told yet."
    )


class ConsentForm(forms.Form):
    """What a person answers for an organisation that could be named."""

    agrees = forms.ChoiceField(
        label="May your organisation be named?",
        choices=[Choice("yes", "Yes, with these words"), Choice("no", "No, leave our name out")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select yes or no", "invalid_choice": "Select yes or no"},
    )
    reason = LongTextField(
        label="If not, why?", help_text="Programme staff read it", rows=3, max_length=1000, required=False
    )
    name = TextField(label="Your name", max_length=150, error_messages={"required": "Enter your name"})
    role = TextField(
        label="Your role in the organisation",
        max_length=150,
        error_messages={"required": "Enter your role in the organisation"},
    )
    seen = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)  # how it stood
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.is_outdated = False  # it answered something that is others by now
        self.helper = laid_out(self)

    def clean(self):
        found = super().clean()
        if found.get("agrees") == "no" and not found.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Say why, so that staff know whether other words would do")
        return found


class TakeBackForm(forms.Form):
    """Why the name is taken off again."""

    reason = LongTextField(
        label="Why? (optional)", help_text="Programme staff read it", rows=3, max_length=1000, required=False
    )

    def __init__(self, data=None):
        super().__init__(data)
        self.helper = laid_out(self)
