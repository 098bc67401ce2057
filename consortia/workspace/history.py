"""What happened in a consortium, from the record of what was done. For its members alone."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from consortia.models import Bid, Consortium, ConsortiumMember, Decision
from partnerships_portal.accounts.audit.reading import Entry, entries
from partnerships_portal.accounts.models import AuditEvent


@dataclass(frozen=True)
class Happening:
    """One deed in words, with the decision or the member that it was about."""

    entry: Entry
    decision: Decision | None = None
    member: ConsortiumMember | None = None


def events_of(consortium: Consortium) -> QuerySet[AuditEvent]:
    """What was done in the consortium and with its bids, newest first."""
    bids = Bid.objects.filter(consortium=consortium).values("pk")
    here = Q(target_kind="consortia.consortium", target_id=consortium.pk)
    return AuditEvent.objects.filter(here | Q(target_kind="consortia.bid", target_id__in=bids)).select_related("actor")


def happenings(events: list[AuditEvent], *, consortium: Consortium, reader) -> list[Happening]:
    """The events in words, in the order given: at most three queries. The trail names decisions and members by number;
    those who may read the workspace are told which they are."""
    own = {"consortium": consortium}
    decisions = Decision.objects.filter(**own).in_bulk({event.details.get("decision") for event in events} - {None})
    members = ConsortiumMember.objects.filter(**own).select_related("organisation")
    named = members.in_bulk({event.details.get("member") for event in events} - {None})
    told = entries(events, reader=reader, names_of_staff=False, with_targets=False)
    return [
        Happening(entry, decisions.get(event.details.get("decision")), named.get(event.details.get("member")))
        for entry, event in zip(told, events, strict=True)
    ]
