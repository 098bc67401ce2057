"""Advisers who must not, or cannot, go on: found by a timer, because nobody says here that somebody joined an
organisation, that another one joined a consortium, or that an account was closed. Safe to repeat, late or twice.
"""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from mutuals.models import Membership
from support_requests.delivering.conflicts import conflicts_with
from support_requests.models import Adviser, AdviserConflict, Assignment, Package

from .conflicts import take_off_all
from .telling_advisers import tell_adviser

FOUND = "A conflict of interest was found."
CLOSED = "Their account is closed."
AT_ONCE = 200


def look_after(*, at: dt.datetime) -> int:
    """Take advisers off lines for whose organisations they have a conflict of interest now, and those whose accounts
    are closed off all; officers are told of each line, once. Returns off how many lines.
    """
    return sum(_let_go(pk, at=at) for pk in _closed()) + sum(_part(*pair, at=at) for pair in _doubtful())


def _closed() -> list[int]:
    """Keys of advisers whose accounts are closed, with something to do."""
    live = Assignment.objects.live().filter(adviser__person__is_active=False)
    return sorted(set(live.values_list("adviser", flat=True)[:AT_ONCE]))


def _doubtful() -> list[tuple[int, int]]:
    """(adviser, package) where a conflict is possible at all: who belongs nowhere, and has said none, has none."""
    belongs = Exists(Membership.objects.filter(user=OuterRef("adviser__person")))
    said = Exists(AdviserConflict.objects.filter(adviser=OuterRef("adviser"), ended_at=None))
    live = Assignment.objects.live().filter(Q(belongs) | Q(said), line__package__ended_at=None)
    pairs = live.order_by("adviser", "line__package").values_list("adviser", "line__package").distinct()
    packages: dict[int, set[int]] = {}
    for adviser, package in pairs:
        packages.setdefault(package, set()).add(adviser)
    return [pair for package, advisers in packages.items() for pair in _conflicted(package, advisers)]


def _conflicted(package: int, advisers: set[int]) -> list[tuple[int, int]]:
    found = conflicts_with(_package(package), Adviser.objects.filter(pk__in=advisers))
    return [(adviser, package) for adviser in found]


def _package(pk: int) -> Package:
    return Package.objects.select_related("request").get(pk=pk)


@transaction.atomic
def _let_go(pk: int, *, at: dt.datetime) -> int:
    adviser = _held(pk)
    if adviser.person.is_active:
        return 0
    return take_off_all(adviser, Assignment.objects.all(), because=CLOSED, by=None, at=at)


@transaction.atomic
def _part(adviser_pk: int, package_pk: int, *, at: dt.datetime) -> int:
    """Take the adviser off the package, where the conflict lasts. Nobody is told with whom: an organisation is not told
    that another one named it as a rival.
    """
    adviser, package = _held(adviser_pk), _package(package_pk)
    if not conflicts_with(package, [adviser]):
        return 0
    of_package = Assignment.objects.filter(line__package=package)
    taken = take_off_all(adviser, of_package, because=FOUND, by=None, at=at)
    if taken:
        tell_adviser(
            adviser,
            event="advising_conflict",
            key=f"{package.pk}-{at:%Y%m%d%H%M%S}",
            subject=f"No longer needed: {package.request}",
            body=f"{FOUND} Thank you for your help. Its pages are closed to you now. Days that you worked and have not "
            "entered can be entered by the officer: write to the programme.",
            url=adviser.get_absolute_url(),
            by=None,
            at=at,
        )
    return taken


def _held(pk: int) -> Adviser:
    """As it is now, locked: whoever asks the adviser, or lets them accept, waits."""
    Adviser.objects.select_for_update().get(pk=pk)
    return Adviser.objects.select_related("person").get(pk=pk)
