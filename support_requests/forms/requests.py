"""What somebody who asks for support types, page by page."""

from crispy_forms_gds.choices import Choice
from django import forms

from commissioners.forms.fields import DateField, LongTextField, TextField, chosen_from_the_list
from consortia.forms.sharing import KeyField
from mutuals.forms.section import laid_out
from mutuals.models import Organisation
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.conflicts.meeting import SEEN_LENGTH, MeetsOthers, in_words
from support_requests.actions.requests import stored_part
from support_requests.asking.about import About
from support_requests.asking.completeness import day_problem
from support_requests.asking.types import HINTS, in_order
from support_requests.choices import SupportType
from support_requests.models import SupportRequest


class PartForm(MeetsOthers, forms.Form):
    """One page. `seen` says what the person had opened, so that of two who edit it at once the second chooses."""

    heading: str
    columns: tuple[str, ...]
    seen = forms.CharField(required=False, max_length=SEEN_LENGTH, widget=forms.HiddenInput)

    def __init__(self, data=None, *, request: SupportRequest | None = None, at=None, initial=None):
        super().__init__(data, initial=initial)
        self.request, self.at = request, at
        if request is not None:
            self.initial |= stored_part(request, self.columns) | {"seen": self.version()}
        self.helper = laid_out(self)

    def stored(self) -> dict:
        return stored_part(self.request, self.columns) if self.request else {}

    def typed(self) -> dict:
        return {name: self.cleaned_data.get(name) for name in self.columns}

    def words(self, name: str, value) -> str:
        choices = {str(key): str(label) for key, label in getattr(self.fields[name], "choices", ())}
        if isinstance(value, list):
            return ", ".join(choices.get(one, one) for one in value)
        return in_words(value)

    def values(self) -> dict:
        """What to save: not what the person leaves as somebody else wrote it."""
        return {name: self.cleaned_data[name] for name in self.columns if name not in self.theirs}

    def meet(self, problem: Exception) -> None:
        """Show what somebody else saved meanwhile, as it is stored now."""
        assert self.request is not None
        now = type(self)(request=SupportRequest.objects.get(pk=self.request.pk), at=self.at)
        events = AuditEvent.objects.filter(target_kind=SupportRequest._meta.label_lower, target_id=self.request.pk)
        last = events.filter(action="support_draft_changed").select_related("actor").order_by("-at", "-pk").first()
        self.show_conflict(now, last=last, problem=problem)


class HappeningForm(PartForm):
    """What is happening."""

    heading, columns = "What is happening?", ("title", "happening")
    title = TextField(
        label="In one line",
        help_text="Such as “Three of us want to bid and cannot agree on who leads”",
        max_length=150,
        error_messages={"required": "Enter in one line what it is about"},
    )
    happening = LongTextField(
        label="Tell us more",
        help_text="In your own words: what you are trying to do, what stands in the way, what you have tried. "
        "You need not know what kind of help you need. Leave out prices that you will bid, and anything about people "
        "who use your services.",
        rows=9,
        max_length=4000,
        error_messages={"required": "Say in your own words what is happening"},
    )


class BeginForm(HappeningForm):
    """The first page: with it the draft begins."""

    form_key = KeyField()

    def __init__(self, data=None, *, organisations: list[Organisation], chosen: str = ""):
        super().__init__(data)
        self.organisations = {str(one.pk): one for one in organisations}
        if len(organisations) > 1:
            self.fields["organisation"] = forms.ChoiceField(
                label="Which organisation do you ask for?",
                choices=[Choice(key, one.name) for key, one in self.organisations.items()],
                widget=forms.RadioSelect,
                initial=chosen if chosen in self.organisations else None,
                error_messages=dict.fromkeys(("required", "invalid_choice"), "Select the organisation you ask for"),
            )
            self.order_fields(["organisation", "title", "happening"])
        self.helper = laid_out(self)

    @property
    def organisation(self) -> Organisation:
        """For which the person asks, once the form is valid."""
        return self.organisations[self.cleaned_data.get("organisation") or next(iter(self.organisations))]


class SupportForm(PartForm):
    """Which types of support."""

    heading, columns = "What support would help?", ("support_types",)
    support_types = forms.MultipleChoiceField(
        label="Select all that may help",
        help_text="Most who ask need several together. If you are not sure, tick what comes closest: staff look at "
        "what you wrote, not only at what you ticked.",
        choices=[Choice(value, label, hint=HINTS[SupportType(value)]) for value, label in SupportType.choices],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one type of support"} | chosen_from_the_list("Types of support"),
    )

    def clean_support_types(self) -> list[str]:
        return in_order(self.cleaned_data["support_types"])


class WhenForm(PartForm):
    """By when, and who else is involved."""

    heading, columns = "When, and who else?", ("wanted_by", "others_involved")
    wanted_by = DateField(
        label="By when do you need it? (optional)",
        help_text="For example the day on which a bid is due, such as 27 3 2027",
        required=False,
    )
    others_involved = LongTextField(
        label="Who else is involved? (optional)",
        help_text="Partners, commissioners, advisers who help you already",
        rows=3,
        max_length=1000,
        required=False,
    )

    def clean_wanted_by(self):
        wanted_by = self.cleaned_data["wanted_by"]
        if problem := day_problem(wanted_by, self.at):
            raise forms.ValidationError(problem)
        return wanted_by


class AboutForm(forms.Form):
    """What it is about, of what the organisation has in the portal."""

    heading = "Is it about one of these?"
    about = forms.ChoiceField(
        label="What is it about?",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Select one of these, or nothing of this"},
    )

    def __init__(self, data=None, *, choices: list[About], chosen: str = ""):
        super().__init__(data, initial={"about": chosen})
        nothing = Choice("", "None of these", hint="Or you would rather say it in your own words")
        self.fields["about"].choices = [*(Choice(one.key, one.words) for one in choices), nothing]
        self.helper = laid_out(self)


class ConsentForm(forms.Form):
    """Whether staff and advisers may read what is shown above; `seen` says what that was."""

    seen = forms.CharField(required=False, max_length=50, widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label="May programme staff, and the advisers who help you, read this with your request?",
        choices=[
            Choice("yes", "Yes, share exactly this", hint="What changes there later is not shared"),
            Choice("no", "No, share nothing of it", hint="They read only what you wrote yourself"),
        ],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Select whether they may read this"),
    )

    def __init__(self, data=None, *, initial=None):
        super().__init__(data, initial=initial)
        self.helper = laid_out(self)


STEPS = {"happening": HappeningForm, "support": SupportForm, "when": WhenForm}
EVERY = (*STEPS, "about")  # the pages of the form, in their order


def after(step: str) -> str:
    """The next page of the form; "" after the last."""
    return EVERY[EVERY.index(step) + 1] if step != EVERY[-1] else ""
