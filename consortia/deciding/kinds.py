"""Kinds of decisions: what each asks for, and what follows at once when it is agreed.

A room of consortia registers its own in a module of `consortia/consequences/`, which is read when the portal starts:

    from consortia.actions.documents import adopt          # def adopt(decision, *, at) -> None
    from consortia.deciding.kinds import DecisionKind, register

    register(
        DecisionKind(
            "adopt_document",
            "Adopt a document",
            what_follows="The document is marked as adopted.",
            consequence=adopt,
            page="document_list",                            # proposed from there
        )
    )

and its own page proposes: `actions.decisions.propose(member=seat, kind="adopt_document", title="Adopt ...",
details={"document": 12}, by=request.user, at=at)` returns the Decision (at once agreed, where the proposer's own voice
is enough). The consequence runs in the transaction of the voice that made it agreed, with the consortium locked. It
acts for no single person. If what was decided has become impossible it raises NotPossible with the reason: nothing of
it is done, the decision lapses, and everyone is told why.

Whatever concerns one member alone (its role, its seat, what it brings) names it with `about=member`: then its own yes
is needed, whatever the others and the rule say.
"""

from collections.abc import Callable
from dataclasses import dataclass

from consortia.models import Decision

Consequence = Callable[..., None]  # (decision, *, at)


def _nothing(decision: Decision) -> str:
    return ""


def _titled(decision: Decision) -> str:
    return decision.title


@dataclass(frozen=True)
class DecisionKind:
    """What members can decide. Its form asks for the fields named in `asks` (forms/decisions.py)."""

    key: str
    name: str  # what one proposes: "Name the lead provider"
    hint: str = ""  # a sentence more, where it is chosen
    what_follows: str = ""  # when it is agreed, as everyone reads it before
    asks: tuple[str, ...] = ("title",)  # also: member, role, rule, model; terms: its text is asked for
    by_everyone: bool = False  # whatever the consortium's rule
    consequence: Consequence | None = None
    refusal: Callable[[Decision], str] = _nothing  # why it cannot be decided as things stand; empty: it can
    title: Callable[[Decision], str] = _titled  # where the form asks for none
    page: str = ""  # address name (of the consortium's pk) of the page that proposes it; empty: the form of decisions
    listed: bool = True  # among what one can propose


_kinds: dict[str, DecisionKind] = {}

PLAIN = DecisionKind(
    "plain",
    "Something else",
    hint="Anything that you want to agree and keep: how you work, what you share, what you will do",
)


def register(kind: DecisionKind) -> None:
    """Let members decide this. Raises ValueError for a key that has another meaning already."""
    if _kinds.setdefault(kind.key, kind) is not kind:
        raise ValueError(f"There are two kinds of decisions called “{kind.key}”.")


register(PLAIN)


def kind_of(key: str) -> DecisionKind:
    """The kind; what was decided in a way that is decided no longer is read as plain words."""
    return _kinds.get(key, PLAIN)


def listed() -> list[DecisionKind]:
    """What one can propose, the general kind last."""
    return sorted((kind for kind in _kinds.values() if kind.listed), key=lambda kind: kind is PLAIN)
