"""The pieces of a profile page. They hold words and addresses only, never an organisation."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A line of a summary list. `value` empty: not known, which only the organisation's own people are shown."""

    key: str
    value: str
    hint: str = ""
    is_link: bool = False
    items: tuple[tuple[str, str], ...] = ()  # instead of a value: what, and a quieter line about it

    @property
    def is_known(self) -> bool:
        return bool(self.value or self.items)


@dataclass(frozen=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True)
class Claim:
    """A service that the organisation says it delivers, and what shows it."""

    name: str
    evidence: str  # "Contract: ..., with ..."; empty if there is none
    is_verified: bool
    verify_url: str = ""  # for programme staff, while it is to be verified
    files: int = 0  # that show it
    files_url: str = ""  # for the organisation's own people
    opened: tuple[Link, ...] = ()  # the files, for those who may open them


@dataclass(frozen=True)
class Group:
    """Services of one group, or districts of one region."""

    title: str
    claims: tuple[Claim, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class LinkGroup:
    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Shown:
    """A section that the viewer may see."""

    key: str
    title: str
    rows: tuple[Row, ...] = ()
    groups: tuple[Group, ...] = ()
    who: str = ""  # for the organisation's own people: who else sees it
    through: str = ""  # for a partner: the consortia in which it was released to theirs
    edit_url: str = ""
    evidence_url: str = ""
    visibility_url: str = ""  # for owners: where they choose who sees it

    @property
    def is_empty(self) -> bool:
        return not self.groups and not any(row.is_known for row in self.rows)
