"""What the pages about choosing a model show."""

import datetime as dt
from dataclasses import dataclass

from consortia.models import Consortium, ConsortiumMember, ModelAnswer, ModelPaper

from .comparing import Compared, Reason
from .documents import Paper, papers_of
from .questions import SECTIONS, codes_of, label_of, words_of
from .reading import Comparison, asked_in
from .sheets import SHEET_OF, Sheet
from .sources import short_name


@dataclass(frozen=True)
class Section:
    """One section of the questions, and how far it is answered."""

    code: str
    title: str
    answered: int
    asked: int


@dataclass(frozen=True)
class Said:
    """A question with its answer in words; `row` says who gave it, None where the commissioner did or nobody has."""

    label: str
    answer: str
    row: ModelAnswer | None = None
    by_commissioner: bool = False


@dataclass(frozen=True)
class SourcedReason:
    """A reason as a page shows it."""

    reason: Reason
    source: str
    link: str


@dataclass(frozen=True)
class Row:
    """One model in the table."""

    compared: Compared
    sheet: Sheet
    is_shared: bool  # another model has the same place

    @property
    def obstacles(self) -> list[SourcedReason]:
        return _sourced(self.compared.obstacles)

    @property
    def reasons_for(self) -> list[SourcedReason]:
        return _sourced(self.compared.reasons_for)

    @property
    def reasons_against(self) -> list[SourcedReason]:
        return _sourced(self.compared.reasons_against)


def sections_of(comparison: Comparison) -> list[Section]:
    """The sections with how many of their questions have an answer; one is left out where nothing is asked in it."""
    found = []
    for code, title in SECTIONS.items():
        asked = asked_in(code, comparison.tender)
        answered = sum(1 for each in asked if comparison.given.get(each))
        if asked:
            found.append(Section(code, title, answered, len(asked)))
    return found


def said_in(section: str, comparison: Comparison) -> list[Said]:
    """The questions of a section with their answers."""
    told, found = comparison.tender.answers, []
    for code in codes_of(section):
        if code in told:
            found.append(Said(label_of(code), words_of(code, told[code]), by_commissioner=True))
        elif code in asked_in(section, comparison.tender):
            row = comparison.answers.get(code)
            found.append(Said(label_of(code), words_of(code, row.answer) if row else "", row))
    return found


def rows_of(comparison: Comparison) -> list[Row]:
    """The table: every model, in its order."""
    places = [one.place for one in comparison.models]
    return [Row(one, SHEET_OF[one.model], places.count(one.place) > 1) for one in comparison.models]


def row_of(comparison: Comparison, model: str) -> Row | None:
    """One model of the table; None where none is called that."""
    return next((row for row in rows_of(comparison) if row.compared.model == model), None)


def _sourced(reasons) -> list[SourcedReason]:
    return [SourcedReason(each, short_name(each.source), each.source.link) for each in reasons]


@dataclass(frozen=True)
class PaperRow:
    """One document of the checklist, and how it stands."""

    paper: Paper
    kept: ModelPaper | None
    holder: object  # the member's organisation that looks after it
    is_late: bool

    @property
    def is_done(self) -> bool:
        return self.kept is not None and self.kept.done_on is not None


def checklist_of(consortium: Consortium, members: list[ConsortiumMember], *, today: dt.date) -> list[PaperRow]:
    """The documents of the model that was chosen: one query. Empty as long as none is."""
    rows = ModelPaper.objects.filter(consortium=consortium).select_related("looked_after_by", "changed_by")
    kept, present = {row.code: row for row in rows}, {one.organisation_id for one in members}
    return [
        _paper_row(paper, kept.get(paper.code), present, today) for paper in papers_of(consortium.partnership_model)
    ]


def _paper_row(paper: Paper, kept: ModelPaper | None, present: set[int], today: dt.date) -> PaperRow:
    holder = kept.looked_after_by if kept and kept.looked_after_by_id in present else None
    late = kept is not None and kept.done_on is None and kept.due_on is not None and kept.due_on < today
    return PaperRow(paper, kept, holder, late)
