"""What programme managers keep of a commissioning body: its name and class, when it ended, and what followed it."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from commissioners import search
from commissioners.models import BodyIdentifier, CommissioningBody, Opportunity
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.changes.actions import mark

DAY = dt.timedelta(days=1)
RELEASED = {"name", "buyer_class"}  # what the releases of its opportunities say of it


@transaction.atomic
def save_record(*, body: CommissioningBody, values: dict, places, identifiers, by, at) -> list[str]:
    """Set fields, places and identifiers (scheme, number) of a body; returns the names of those that changed.

    Everything is matched anew: thresholds, places and whose history counts for whom may be others now. Raises
    NotPossible where what is said of the end and the successor cannot be, or an identifier is another body's.
    """
    _lock_line(body, values.get("successor"))
    body.refresh_from_db()
    changed = [name for name, value in values.items() if getattr(body, name) != value]
    for name in changed:
        setattr(body, name, values[name])
    _must_be_possible(body)
    if changed:
        body.save(update_fields=changed)
    if {place.pk for place in places} != set(body.places.values_list("pk", flat=True)):
        body.places.set(places)
        changed.append("places")
    if _set_identifiers(body, identifiers):
        changed.append("identifiers")
    if changed:
        record(actor=by, action="body_saved", target=body, at=at, fields=changed)
        mark(kind="everything", at=at)
        _refresh_opportunities(body, changed, at)
    return changed


def line_of(body: CommissioningBody) -> list[CommissioningBody]:
    """What followed the body, in order, up to the last."""
    found, passed = [], {body.pk}
    while (following := body.successor) is not None and following.pk not in passed:
        passed.add(following.pk)
        found.append(following)
        body = following
    return found


def _lock_line(body: CommissioningBody, successor: CommissioningBody | None) -> None:
    """Whoever joins bodies to a line waits for whoever else does: every body that has a successor is held."""
    named = [one.pk for one in (body, successor) if one is not None]
    held = CommissioningBody.objects.select_for_update(of=("self",)).filter(
        Q(pk__in=named) | Q(successor__isnull=False)
    )
    list(held.order_by("pk").values_list("pk"))


def _must_be_possible(body: CommissioningBody) -> None:
    if body.starts_on and body.ends_on and body.ends_on < body.starts_on:
        raise NotPossible("The end is before the start. Correct one of the dates.")
    if body.successor is None:
        if body.successor_is_legal is not None:
            raise NotPossible("Say which body followed it, or leave open whether that is its legal successor.")
    else:
        _must_follow(body, body.successor)
    for before in body.predecessors.all():
        if body.starts_on and before.ends_on and body.starts_on > before.ends_on + DAY:
            raise NotPossible(f"It followed {before}, which ended on {before.ends_on:%-d %B %Y}: it began by then.")


def _must_follow(body: CommissioningBody, successor: CommissioningBody) -> None:
    if body.ends_on is None:
        raise NotPossible("Say when it ended: a body that goes on has no successor.")
    successor = CommissioningBody.objects.select_related("successor").get(pk=successor.pk)
    if body.pk in {successor.pk, *(one.pk for one in line_of(successor))}:
        raise NotPossible(f"{successor} was itself followed by {body}, or is the same: they cannot follow each other.")
    if successor.starts_on and successor.starts_on > body.ends_on + DAY:
        raise NotPossible(f"{successor} began only on {successor.starts_on:%-d %B %Y}, after the end of {body}.")
    if successor.ends_on and successor.ends_on < body.ends_on:
        raise NotPossible(f"{successor} ended on {successor.ends_on:%-d %B %Y}, before {body} did.")
    if body.successor_is_legal and not body.succession_source:
        raise NotPossible("Give a link to where it is said that it is the legal successor.")


def _set_identifiers(body: CommissioningBody, wanted) -> bool:
    held = {(one.scheme, one.identifier): one for one in body.identifiers.all()}
    added, gone = [pair for pair in wanted if pair not in held], [held[pair].pk for pair in set(held) - set(wanted)]
    for scheme, identifier in added:
        other = BodyIdentifier.objects.filter(scheme=scheme, identifier=identifier).select_related("body").first()
        if other is not None:
            raise NotPossible(
                f"{scheme} {identifier} is the identifier of {other.body}. Are the two one body? Merge them."
            )
        body.identifiers.create(scheme=scheme, identifier=identifier)
    body.identifiers.filter(pk__in=gone).delete()
    return bool(added or gone)


def _refresh_opportunities(body: CommissioningBody, changed: list[str], at) -> None:
    if RELEASED & {*changed} or "identifiers" in changed:
        mine = Opportunity.objects.filter(body=body)
        search.refresh(list(mine.values_list("pk", flat=True)))
        mine.filter(published_at__isnull=False).update(updated_at=at)
