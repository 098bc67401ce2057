"""The questions about a partnership model, and the papers of the one that was chosen."""

from django import forms

from commissioners.forms.fields import DateField, LongTextField
from consortia.choosing.questions import (
    BY_CODE,
    MOST_WEEKS,
    PROMPT_BY_CODE,
    SECTIONS,
    TEXT_LENGTH,
    WEEKS_LEFT,
    words_of,
)
from consortia.choosing.reading import answers_of, asked_in
from mutuals.forms.section import laid_out
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.conflicts.meeting import SEEN_LENGTH, MeetsOthers

from .seats import SeatForm

WHO = "Select who looks after this document"


class QuestionsForm(MeetsOthers, SeatForm):
    """One section of the questions, for all members together. What the commissioner has said is not asked."""

    seen = forms.CharField(required=False, max_length=SEEN_LENGTH, widget=forms.HiddenInput)

    def __init__(self, data=None, *, workspace, section, tender):
        self.workspace, self.section, self.tender = workspace, section, tender
        self.codes = asked_in(section, tender)
        kept = answers_of(workspace.consortium)
        self.kept = {code: kept[code].answer if code in kept else "" for code in self.codes}
        super().__init__(data, workspace=workspace, initial=self.kept)
        for code in self.codes:
            self.fields[code] = field_of(code)
        self.initial["seen"] = self.version()
        self.helper = laid_out(self)

    @property
    def title(self) -> str:
        return SECTIONS[self.section]

    def stored(self) -> dict:
        return self.kept

    def typed(self) -> dict:
        return {code: self.cleaned_data[code] for code in self.codes}

    def words(self, name: str, value) -> str:
        return words_of(name, value)

    @property
    def answers(self) -> dict[str, str]:
        """What to keep: without those for which the person takes what somebody else wrote."""
        return {code: said for code, said in self.typed().items() if code not in self.theirs}

    def meet(self, problem: Exception) -> None:
        """Show what somebody else has saved meanwhile."""
        now = type(self)(workspace=self.workspace, section=self.section, tender=self.tender)
        events = AuditEvent.objects.filter(
            target_kind="consortia.consortium",
            target_id=self.workspace.consortium.pk,
            action="model_questions_answered",
            details__section=self.title,
        )
        last = events.select_related("actor").order_by("-at", "-pk").first()
        self.show_conflict(now, last=last, problem=problem)


def field_of(code: str) -> forms.Field:
    """The field that asks a question."""
    if code in PROMPT_BY_CODE:
        prompt = PROMPT_BY_CODE[code]
        return LongTextField(label=prompt.label, help_text=prompt.hint, rows=4, max_length=TEXT_LENGTH, required=False)
    if code == WEEKS_LEFT.code:
        return WeeksField(label=WEEKS_LEFT.label, help_text=WEEKS_LEFT.hint, required=False)
    question = BY_CODE[code]
    return forms.ChoiceField(
        label=question.label,
        help_text=question.hint,
        choices=[*question.options, ("", "Not known")],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": f"{question.short}: choose one of the answers"},
    )


class WeeksField(forms.CharField):
    """A whole number of weeks, kept as its digits."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric", "spellcheck": "false"})

    def clean(self, value):
        text = super().clean(value).strip()
        if text and not (text.isascii() and text.isdecimal() and len(text) < 5 and int(text) <= MOST_WEEKS):
            raise forms.ValidationError(f"Weeks left: enter a whole number from 0 to {MOST_WEEKS}, or leave it empty")
        return str(int(text)) if text else ""


class PaperForm(MeetsOthers, SeatForm):
    """How one document of the checklist stands. `state`: what is stored (actions.choosing.paper_state)."""

    seen = forms.CharField(required=False, max_length=SEEN_LENGTH, widget=forms.HiddenInput)
    ours = forms.ChoiceField(
        label="Who looks after this document?",
        help_text="Your organisation takes it on for itself only: nobody can give it to another member.",
        choices=[("yes", "My organisation"), ("no", "Nobody yet")],
        widget=forms.RadioSelect,
        error_messages={"required": WHO, "invalid_choice": WHO},
    )
    due_on = DateField(label="By when? (optional)", help_text="For example, 27 3 2027", required=False)
    done_on = DateField(
        label="When was it done? (optional)", help_text="Leave it empty as long as it is not done.", required=False
    )
    note = LongTextField(
        label="Note (optional)",
        help_text="For all members: where it is, what is still open. Do not write prices of a bid.",
        rows=4,
        max_length=1000,
        required=False,
    )

    def __init__(self, data=None, *, workspace, state):
        self.workspace, self.state = workspace, state
        initial = {**state, "ours": "yes" if state["looked_after_by"] else "no" if any(state.values()) else None}
        super().__init__(data, workspace=workspace, initial=initial)
        self.initial["seen"] = self.version()
        self.helper = laid_out(self)

    def stored(self) -> dict:
        return self.state

    def typed(self) -> dict:
        ours = self.cleaned_data["ours"] == "yes"
        said = {name: self.cleaned_data[name] for name in ("due_on", "done_on", "note")}
        return {"looked_after_by": self.seat.organisation_id if ours else None, **said}

    @property
    def values(self) -> dict:
        """What to keep: what somebody else wrote where the person takes that."""
        kept = {name: self.state[name] if name in self.theirs else value for name, value in self.typed().items()}
        return {"ours": kept.pop("looked_after_by") == self.seat.organisation_id, **kept}

    def meet(self, state: dict, *, last, problem: Exception) -> None:
        """Show what somebody else has saved meanwhile: `state` as it is stored now."""
        self.show_conflict(type(self)(workspace=self.workspace, state=state), last=last, problem=problem)

    def label_of(self, name: str) -> str:
        return str(self.fields["ours" if name == "looked_after_by" else name].label)

    def words(self, name: str, value) -> str:
        if name == "looked_after_by":
            names = {one.organisation_id: one.organisation.name for one in self.workspace.members}
            return names.get(value, "Nobody yet")
        return super().words(name, value)
