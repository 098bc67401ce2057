"""Two requests side by side: what each of them says."""

from dataclasses import dataclass

from support_requests.asking.page import read_context
from support_requests.asking.standing import day
from support_requests.models import SupportRequest

from .alike import likeness, words_of


@dataclass(frozen=True)
class PairLine:
    """What both say of one thing; `is_same` where they say the same."""

    what: str
    one: str
    other: str

    @property
    def is_same(self) -> bool:
        return bool(self.one) and self.one == self.other


def side_by_side(one: SupportRequest, other: SupportRequest) -> list[PairLine]:
    """Lines of the table. Reads what each asker shared: two queries."""
    first, second = _said(one), _said(other)
    return [PairLine(what, first[what], second[what]) for what in first]


def words_in_common(one: SupportRequest, other: SupportRequest) -> str:
    """As a share: "42%"."""
    return f"{likeness(words_of(one.title, one.happening), words_of(other.title, other.happening)):.0%}"


def _said(case: SupportRequest) -> dict[str, str]:
    wanted, sent = case.wanted_by, case.submitted_at
    shared = "\n".join(f"{what}: {value}" for what, value in read_context(case))
    return {
        "Organisation": str(case.organisation),
        "State": str(case.get_state_display()),
        "Who has it": str(case.officer or "Nobody yet"),
        "Sent": day(sent) if sent else "",
        "What is happening": case.happening,
        "Support": ", ".join(case.types_in_words),
        "Needed by": f"{wanted.day} {wanted:%B %Y}" if wanted else "",
        "Others involved": case.others_involved,
        "What it is about": shared,
    }
