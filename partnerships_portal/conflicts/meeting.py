"""When two people edit one thing at once: the second sees what the first wrote, and chooses.

A form that takes part has `stored()` and `typed()`, both from names to values as they compare (versions), and
`words(name, value)` and `label_of(name)` to show them. Its hidden field `seen` says what the person had opened.
templates/components/conflict.html shows the choice.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from partnerships_portal.accounts.models import AuditEvent

from .versions import changed_since, versions

NOTHING = "Nothing"
SEEN_LENGTH = 20_000  # a text of some 30 characters for each value of a section


@dataclass(frozen=True)
class Difference:
    """One thing that stands otherwise now than the person typed."""

    name: str
    label: str
    theirs: str
    typed: str
    takes_theirs: bool  # chosen at first: where the person had not touched it, what the other wrote


@dataclass(frozen=True)
class Conflict:
    who: str
    at: dt.datetime | None
    differences: tuple[Difference, ...]


class MeetsOthers:
    """For forms of a section. `theirs` holds the names for which the person takes what somebody else wrote."""

    conflict: Conflict | None = None
    fields: Any  # these four are the form's
    data: Any
    cleaned_data: Any
    add_error: Any

    def stored(self) -> dict:
        """What is stored, by name, as it compares."""
        raise NotImplementedError

    def typed(self) -> dict:
        """What the person typed, by the same names, as it compares."""
        raise NotImplementedError

    @property
    def theirs(self) -> set[str]:
        return {name for name in self.stored() if self.data.get(f"use_{name}") == "theirs"}

    def version(self) -> str:
        return versions(self.stored())

    def label_of(self, name: str) -> str:
        return str(self.fields[name].label)

    def words(self, name: str, value) -> str:
        return in_words(value)

    def show_conflict(self, now: "MeetsOthers", *, last: AuditEvent | None, problem: Exception) -> None:
        """Show what somebody else wrote meanwhile; to save again is to save what is chosen, now knowingly.

        `now`: the form as it would be opened now; `last`: how the audit trail knows the other's saving.
        """
        stored, typed, seen = now.stored(), self.typed(), self.cleaned_data["seen"]
        touched = changed_since(seen, typed)
        differences = (
            Difference(
                name=name,
                label=self.label_of(name),
                theirs=self.words(name, stored[name]) or NOTHING,
                typed=self.words(name, typed[name]) or NOTHING,
                takes_theirs=name not in touched,
            )
            for name in typed
            if name in stored and stored[name] != typed[name]
        )
        self.conflict = Conflict(
            who=str(last.actor or "The portal") if last else "Somebody else",
            at=last.at if last else None,
            differences=tuple(differences),
        )
        self.data = self.data.copy()
        self.data["seen"] = now.version()
        self.add_error(None, str(problem))


def in_words(value) -> str:
    """A value of a plain field, for people to compare."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, int | float):
        return f"{value:,}"
    if isinstance(value, list | tuple | set):
        return ", ".join(in_words(one) for one in value)
    return str(value)
