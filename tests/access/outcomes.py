"""What each person gets at an address: the words in which policies are written.

The people: anonymous, stranger (an account and nothing else), viewer, editor and owner of `world.organisation`,
other_owner (of another organisation), body_viewer and commissioner (its owner) of `world.body`, staff (a programme
manager), triage (a triage officer) and analyst.

Triage officers and analysts get what staff get unless a policy says otherwise: analysts read but do not decide.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

PEOPLE = (
    *("anonymous", "stranger"),
    *("viewer", "editor", "owner", "other_owner"),
    *("body_viewer", "commissioner"),
    *("staff", "triage", "analyst"),
)


class Outcome(Enum):
    """What a person gets."""

    OK = "the page, or a redirect onwards"
    SIGN_IN = "asked to sign in first"
    FORBIDDEN = "403: it exists for them, but they may not do this"
    HIDDEN = "404: it does not exist for them"
    NO_METHOD = "405: nobody can do this here"


OK, SIGN_IN, FORBIDDEN, HIDDEN, NO_METHOD = Outcome

Outcomes = dict[str, Outcome]


def everyone() -> Outcomes:
    return dict.fromkeys(PEOPLE, OK)


def signed_in() -> Outcomes:
    return everyone() | {"anonymous": SIGN_IN}


def signed_in_but_staff() -> Outcomes:
    return signed_in() | dict.fromkeys(("staff", "triage", "analyst"), FORBIDDEN)


def only(*people: str, others: Outcome = HIDDEN, **exceptions: Outcome) -> Outcomes:
    """Those named get in; anonymous people are asked to sign in; `exceptions` says what single others get."""
    said = {"anonymous": SIGN_IN} | dict.fromkeys(people, OK) | exceptions
    staff = said.get("staff", others)
    return dict.fromkeys(PEOPLE, others) | {"triage": staff, "analyst": staff} | said


def for_deciding_staff() -> Outcomes:
    """Programme managers and triage officers; analysts may read about it, so they are told that they may not."""
    return only("staff", analyst=FORBIDDEN)


def for_buyer() -> Outcomes:
    """The body that buys: what is published exists for everyone, but only its people may change it."""
    return only("commissioner", others=FORBIDDEN)


def for_buyer_of_draft() -> Outcomes:
    """A draft exists for the people of the body alone, and those who only read may not change it."""
    return only("commissioner", body_viewer=FORBIDDEN)


def for_owner() -> Outcomes:
    """The owners of the organisation: its other people and programme managers see its people, and do not decide."""
    told = dict.fromkeys(("viewer", "editor", "staff"), FORBIDDEN)
    return only("owner", **told, triage=HIDDEN, analyst=HIDDEN)


def for_manager() -> Outcomes:
    """Programme managers alone decide about the end of an organisation."""
    return only("staff", triage=HIDDEN, analyst=HIDDEN)


def for_decider() -> Outcomes:
    """The owners: whoever asks may not let themselves in; managers decide only where there is no owner."""
    return for_owner() | {"other_owner": FORBIDDEN}


def nobody(allowed_get: Outcomes) -> Outcomes:
    """For POST of a page that only shows: whoever may see it is told that this is not a thing to do here."""
    return {person: NO_METHOD if outcome is OK else outcome for person, outcome in allowed_get.items()}


@dataclass(frozen=True)
class Policy:
    """Outcomes of GET and POST for each person. `post=None`: the page only shows. `get=None`: POST only."""

    get: Outcomes | None
    post: Outcomes | None = None
    args: Callable[..., list] = lambda world: []

    def outcomes(self, method: str) -> Outcomes:
        if method == "GET":
            return self.get if self.get is not None else nobody(self.post or {})
        return self.post if self.post is not None else nobody(self.get or {})
