"""That an organisation is closed, and what was merged into what: for its own people and programme staff."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from mutuals.models import Organisation

from .shown import Link


@dataclass(frozen=True)
class Ending:
    """How the entry ended, if it did, and which others ended in it."""

    closed_on: dt.datetime | None
    reason: str
    survivor: Link | None  # what it was merged into
    merged_from: tuple[Link, ...]  # what was merged into it, as it was
    reopen_url: str  # for those who may undo it


def ending_of(organisation: Organisation, *, is_own: bool, user) -> Ending | None:
    """None where there is nothing to tell, or the viewer is neither of its own people nor programme staff."""
    if not is_own and not user.has_perm("mutuals.read_verifications"):
        return None
    survivor = organisation.merged_into
    merged = organisation.merged_from.only("name").order_by("name")
    merged_from = tuple(Link(one.name, as_it_was(one)) for one in merged)
    if organisation.closed_at is None and not merged_from:
        return None
    may_reopen = organisation.closed_at is not None and user.has_perm("mutuals.close_organisation", organisation)
    return Ending(
        closed_on=organisation.closed_at,
        reason=organisation.closing_reason,
        survivor=Link(survivor.name, survivor.get_absolute_url()) if survivor else None,
        merged_from=merged_from,
        reopen_url=reverse("organisation_reopen", args=[organisation.pk]) if may_reopen else "",
    )


def as_it_was(organisation: Organisation) -> str:
    """The address of the page of a merged organisation itself; the plain address leads to the survivor."""
    return f"{organisation.get_absolute_url()}?as-it-was=yes"
