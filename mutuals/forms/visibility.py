"""Who sees which section: one question for each."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import HTML, Field, Layout, Size
from django import forms
from django.utils.html import format_html

from mutuals import actions
from mutuals.actions.profile import state_of
from mutuals.keeping import KEEPING
from mutuals.models import Organisation
from mutuals.visibility import SECTIONS, Section, Visibility

from .conflicts import MeetsOthers
from .section import SEEN_LENGTH

COLUMNS = tuple(section.column for section in SECTIONS)


class VisibilityForm(MeetsOthers, forms.Form):
    """A level for each section. `changed` says in words what `save` changed."""

    section, title = "visibility", "Who sees what"
    seen = forms.CharField(required=False, max_length=SEEN_LENGTH, widget=forms.HiddenInput)

    def __init__(self, data=None, *, organisation: Organisation):
        super().__init__(data)
        self.organisation = organisation
        self.initial["seen"] = self.version()
        for section in SECTIONS:
            self.fields[section.column] = _levels(section)
            self.initial[section.column] = getattr(organisation, section.column)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        drawn = [
            part
            for section in SECTIONS
            for part in (Field.radios(section.column, legend_size=Size.MEDIUM, small=True), HTML(_cost(section)))
        ]
        self.helper.layout = Layout("seen", *drawn)

    def stored(self) -> dict:
        return state_of(self.organisation, COLUMNS)

    def typed(self) -> dict:
        return {column: self.cleaned_data[column] for column in COLUMNS}

    def words(self, name: str, value) -> str:
        return str(Visibility(value).label)

    def save(self, *, by, at) -> list[str]:
        """Choose the levels; returns in words what changed. Raises actions.ChangedMeanwhile."""
        changed = actions.save_section(
            organisation=self.organisation,
            section="visibility",
            values={column: level for column, level in self.typed().items() if column not in self.theirs},
            seen=self.cleaned_data["seen"],
            by=by,
            at=at,
        )
        return [_in_words(section, self.cleaned_data) for section in SECTIONS if section.column in changed]


def _levels(section: Section) -> forms.TypedChoiceField:
    usual = {section.default: f"{Visibility(section.default).label} (usual)"}
    return forms.TypedChoiceField(
        choices=[(level, usual.get(Visibility(level), label)) for level, label in Visibility.choices],
        coerce=int,
        widget=forms.RadioSelect,
        label=section.title,
        help_text=KEEPING[section.key].holds,
        error_messages={
            "required": f"{section.title}: choose who sees it",
            "invalid_choice": f"{section.title}: choose one of the four answers",
        },
    )


def _cost(section: Section) -> str:
    """What happens where fewer see the section, for whoever wants to know before they choose."""
    return format_html(
        '<details class="govuk-details"><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">What changes if fewer see it'
        '<span class="govuk-visually-hidden">: {}</span></span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        section.title,
        KEEPING[section.key].costs,
    )


def _in_words(section: Section, chosen: dict) -> str:
    return f"{section.title}: {Visibility(chosen[section.column]).label.lower()}"
