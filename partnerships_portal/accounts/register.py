"""The register of personal data: what the portal holds about people, why, for how long, and what erasure does to it.

Each app declares its own in `<app>/personal_data.py`, which is read when the portal starts:

    from partnerships_portal.accounts.register import Basis, Erasure, Holding, declare

    declare(
        Holding(
            model="mutuals.SavedComparison",
            fields=("person", "name", "organisations", "created_at"),
            group=ORGANISATIONS,
            what="Comparisons that you saved",
            why="So that you can come back to them",
            basis=Basis.CONTRACT,
            seen_by="You",
            kept="Until you delete them",
            erasure=Erasure.DELETED,
            mine=lambda whose: Q(person=whose.person),
        )
    )

The privacy page, "what we hold about me", its download and the erasure of an account are all made from it, so that
none forgets what another knows. `tests/accounts/test_register.py` fails for a field that should be here and is not.
"""

import datetime as dt
import enum
from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model, Q

from .models import User

# Groups, in the order of the privacy page
ACCOUNT = "Your account"
SIGNING_IN = "Signing in"
ORGANISATIONS = "Your work for organisations and public bodies"
MESSAGES = "Messages"
DEEDS = "What you did"
PROGRAMME = "If you are programme staff"
GROUPS = (ACCOUNT, SIGNING_IN, ORGANISATIONS, MESSAGES, DEEDS, PROGRAMME)


class Basis(enum.Enum):
    """Lawful bases of article 6(1) of the UK GDPR. Which applies is for the controller to confirm."""

    CONTRACT = "Contract"
    LEGITIMATE_INTERESTS = "Legitimate interests"
    PUBLIC_TASK = "Public task"


class Erasure(enum.Enum):
    """What happens to it when the account is deleted."""

    DELETED = "Deleted"
    REPLACED = "Replaced by something that says nothing about you"
    KEPT = "Kept, and shown as done by a former member"
    ENDS_BY_ITSELF = "Ends by itself, as said"


@dataclass(frozen=True)
class Period:
    """How long something is kept. A rule in the app's `retention.py` applies it (tidying.py)."""

    days: int
    words: str  # as people read it: "12 months after you last changed it"

    def before(self, at: dt.datetime) -> dt.datetime:
        """What is older than this has been kept long enough."""
        return at - dt.timedelta(days=self.days)

    def __str__(self):
        return self.words


@dataclass(frozen=True)
class Whose:
    """The person that data is about, by everything that names them."""

    person: User
    emails: tuple[str, ...]  # all of their addresses, lower case
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Holding:
    """Some fields of one model (or something kept outside the database) that say something about a person."""

    group: str
    what: str
    why: str
    basis: Basis
    seen_by: str
    kept: "Period | str"
    erasure: Erasure
    model: str = ""  # "accounts.User"; empty: not in the database
    fields: tuple[str, ...] = ()
    mine: Callable[[Whose], Q] | None = None  # which rows are about a person
    # what of each row the person is given; none of it names anybody else. None: `fields`
    given: tuple[str, ...] | None = None
    not_given: str = ""  # why it is not in the download
    erase: Callable[[Whose, dt.datetime], None] | None = None  # where deleting the rows would not do
    on_erasure: str = ""  # where the words of `erasure` would not do

    def model_class(self) -> type[Model]:
        return apps.get_model(self.model)

    def rows(self, whose: Whose):
        """The rows about a person, or none where nobody can tell."""
        manager = self.model_class()._base_manager
        return manager.filter(self.mine(whose)) if self.mine else manager.none()

    @property
    def erasure_in_words(self) -> str:
        return self.on_erasure or self.erasure.value


@dataclass(frozen=True)
class Obstacle:
    """Why an account cannot be deleted yet, and what to do about it."""

    text: str
    url: str = ""
    action: str = ""


_holdings: list[Holding] = []
_not_personal: dict[tuple[str, str], str] = {}
_obstacles: list[Callable[[User], list[Obstacle]]] = []


def declare(*holdings: Holding) -> None:
    """Enter these into the register."""
    _holdings.extend(holdings)


def declare_not_personal(model: str, *fields: str, because: str) -> None:
    """Say that fields which look personal by their name say nothing about a person."""
    _not_personal.update({(model, name): because for name in fields})


def declare_obstacles(function: Callable[[User], list[Obstacle]]) -> None:
    """Have `function` asked whether an account may be deleted. It locks what its answer rests on."""
    _obstacles.append(function)


def holdings() -> list[Holding]:
    """The register, in the order of its groups."""
    return sorted(_holdings, key=lambda holding: GROUPS.index(holding.group))


def grouped() -> list[tuple[str, list[Holding]]]:
    """Each group with what it holds, for pages."""
    return [(group, [each for each in _holdings if each.group == group]) for group in GROUPS]


def declared_fields() -> set[tuple[str, str]]:
    """(model, field) of everything that somebody has said something about."""
    return {(holding.model, name) for holding in _holdings for name in holding.fields} | set(_not_personal)


def obstacles_for(person: User) -> list[Obstacle]:
    """What stands in the way of deleting this account."""
    return [obstacle for function in _obstacles for obstacle in function(person)]
