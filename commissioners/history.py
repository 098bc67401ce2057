"""What happened to an opportunity since it was published, from the record of what was done."""

from dataclasses import dataclass, field

from commissioners.choices import State
from partnerships_portal.accounts.models import AuditEvent

PUBLIC = (
    *("opportunity_published", "opportunity_amended", "opportunity_closed", "opportunity_cancelled"),
    *("award_announced", "award_corrected", "lots_decided"),
    *("opportunity_imported", "opportunity_updated_from_notice"),
)
AMENDED_BY = {None: "Amended", "extended": "Opened again: the deadline is extended"}
SAVED = ("opportunity_saved", "opportunity_amended")
SHOWN = 50
PUBLISHED_TO = {State.EARLY_ENGAGEMENT: "Published for early engagement", State.OPEN: "Opened for tenders"}


@dataclass(frozen=True)
class Entry:
    """One line of the change history."""

    at: object
    action: str  # of the audit event
    title: str
    note: str = ""
    changes: list[dict] = field(default_factory=list)  # what, and for short values was and now
    who: str = ""  # only for the buyers' own people


def history(opportunity, *, with_names: bool) -> list[Entry]:
    """Newest first. Names of people are shown to the buyers' own people only."""
    events = AuditEvent.objects.filter(
        target_kind="commissioners.opportunity", target_id=opportunity.pk, action__in=PUBLIC
    ).select_related("actor")[:SHOWN]
    return [_entry(event, with_names) for event in events]


def _entry(event, with_names) -> Entry:
    details = event.details
    title = {
        "opportunity_published": PUBLISHED_TO.get(details.get("state"), "Published"),
        "opportunity_amended": f"{AMENDED_BY[details.get('did')]} (version {details.get('version')})",
        "opportunity_closed": "Closed: the deadline for tenders had passed",
        "opportunity_cancelled": "Cancelled",
        "award_announced": f"Award of lot {', '.join(details.get('lots', []))} published: {details.get('to', '')}",
        "award_corrected": "Award corrected",
        "lots_decided": f"Lot {', '.join(details.get('lots', []))}: {details.get('outcome', '').lower()}",
        "opportunity_imported": "Imported from its notice",
        "opportunity_updated_from_notice": "Brought up to date from a later notice",
    }[event.action]
    return Entry(
        at=event.at,
        action=event.action,
        title=title,
        note=details.get("note") or details.get("reason") or "",
        changes=details.get("changes", []),
        who=(str(event.actor) if event.actor else "the portal") if with_names else "",
    )


def last_saved(opportunity, fields) -> AuditEvent | None:
    """The latest saving of one of these fields by a person; where none is on record, the latest of anything."""
    events = AuditEvent.objects.filter(
        target_kind="commissioners.opportunity", target_id=opportunity.pk, action__in=SAVED
    )
    latest = list(events.select_related("actor").order_by("-pk")[:SHOWN])
    wanted = set(fields)
    return next((event for event in latest if wanted & _fields(event)), latest[0] if latest else None)


def _fields(event) -> set[str]:
    return {*event.details.get("fields", ()), *(change.get("field", "") for change in event.details.get("changes", ()))}
