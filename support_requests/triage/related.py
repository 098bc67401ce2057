"""Requests that may ask for the same as one, found among those that share something with it: two queries."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from support_requests.models import SupportRequest

from .alike import SAME_TIME, Asked, likeness, reasons, words_of

State = SupportRequest.State
KINDS = ("consortium", "proposal", "opportunity")
READ = 300  # requests of the same month whose words are compared, the newest first
SHOWN = 12


@dataclass(frozen=True)
class Related:
    """One that may be the same, and why."""

    request: SupportRequest
    why: tuple[str, ...]


def related_to(case: SupportRequest, *, user) -> list[Related]:
    """The likeliest first. What an asker did not share with the programme is not compared."""
    rows = SupportRequest.objects.visible_to(user).sent().exclude(pk=case.pk).exclude(state=State.MERGED)
    strong = rows.filter(_shares(case)).order_by("-submitted_at", "-pk")
    sent = _sent(case)
    recent = rows.filter(submitted_at__range=(sent - SAME_TIME, sent + SAME_TIME)).order_by("-submitted_at", "-pk")
    found = {one.pk: one for part in (strong[:READ], recent[:READ]) for one in _read(part)}
    asked = _asked(case)
    alike = []
    for one in found.values():
        other = _asked(one)
        if why := reasons(asked, other):
            alike.append((-len(why), -likeness(asked.words, other.words), one.pk, Related(one, why)))
    return [related for *_, related in sorted(alike, key=lambda row: row[:3])[:SHOWN]]


def _shares(case: SupportRequest) -> Q:
    """Open ones of the organisation, and those that share what this one shares too."""
    same = Q(organisation=case.organisation_id, state__in=SupportRequest.OPEN)
    for kind, pk in _about(case):
        same |= Q(**{kind: pk}, shares_context=True)
    return same


def _read(rows: QuerySet[SupportRequest]) -> QuerySet[SupportRequest]:
    return rows.select_related("organisation", "officer").defer("organisation__public_search")


def _about(case: SupportRequest) -> tuple[tuple[str, int], ...]:
    if not case.shares_context:
        return ()
    return tuple((kind, pk) for kind in KINDS if (pk := getattr(case, f"{kind}_id")))


def _sent(case: SupportRequest) -> dt.datetime:
    return case.submitted_at or case.created_at


def _asked(case: SupportRequest) -> Asked:
    return Asked(
        case.pk, case.organisation_id, case.is_open, _sent(case), words_of(case.title, case.happening), _about(case)
    )
