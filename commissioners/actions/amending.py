"""What every change to an opportunity has in common, whether to its own fields, its lots or its buyers."""

from django.utils.text import Truncator

from commissioners import search
from commissioners.choices import Source, State
from commissioners.models import BodyMembership, Opportunity
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.changes.actions import mark
from partnerships_portal.notifications.actions import notify_many

CHANGEABLE = frozenset({State.DRAFT, State.EARLY_ENGAGEMENT, State.OPEN})
# A notice is changed where it was published. What no notice can say, its buyer may add here.
CHANGEABLE_WHEN_IMPORTED = frozenset(
    {"openness", "models_considered", "wants_lead_provider", "wants_joint_liability", "openness_note"}
)


def people_of(bodies, *, without=None):
    """The people who act for `bodies`, each once; not the one who did it."""
    people = User.objects.filter(is_active=True, body_memberships__in=BodyMembership.objects.filter(body__in=bodies))
    return list((people.exclude(pk=without.pk) if without else people).distinct())


def buyers_of(opportunity) -> list[int]:
    """Primary keys of the body that buys, the one that has claimed it, and those that buy with it."""
    leading = [opportunity.body_id, *([opportunity.claimed_by_id] if opportunity.claimed_by_id else [])]
    return [*leading, *opportunity.joint_buyers.values_list("pk", flat=True)]


def lock(opportunity, *, version: int | None, fields=None) -> Opportunity:
    """The opportunity as it stands now, held until the transaction ends.

    `version` is the one that the person looked at while typing; None where it does not matter.
    `fields` are those to be changed; None for lots and buyers. Raises NotPossible, saying what to do.
    """
    current = Opportunity.objects.select_for_update(of=("self",)).select_related("body").get(pk=opportunity.pk)
    if current.state not in CHANGEABLE:
        raise NotPossible(f"“{current}” is {current.get_state_display().lower()}: it can no longer be changed.")
    if version is not None and current.version != version:
        raise NotPossible(
            "Someone else changed this while you were writing. Compare what you typed with how it stands now, "
            "then save again."
        )
    if current.source != Source.PORTAL and not set(fields or {"lots"}) <= CHANGEABLE_WHEN_IMPORTED:
        raise NotPossible("This was imported from a notice. Change it where the notice was published.")
    return current


def finish(opportunity, *, changes: list[dict], note: str, by, at) -> None:
    """After the saving: keep search and history, and once published tell matching and the buyers' people."""
    search.refresh([opportunity.pk])
    if opportunity.state == State.DRAFT:
        opportunity.updated_at = at
        opportunity.save(update_fields=["updated_at"])
        fields = [change.get("field", change["what"]) for change in changes]
        record(actor=by, action="opportunity_saved", target=opportunity, at=at, fields=fields)
        return
    opportunity.version += 1
    opportunity.updated_at = at
    opportunity.save(update_fields=["version", "updated_at"])
    record(
        actor=by,
        action="opportunity_amended",
        target=opportunity,
        at=at,
        version=opportunity.version,
        changes=changes,
        note=note,
    )
    mark(kind="opportunity", object_id=opportunity.pk, at=at)
    tell_buyers(opportunity, event="opportunity_amended", did="amended", by=by, at=at)


def tell_buyers(opportunity, *, event: str, did: str, by, at, body: str = "") -> None:
    """Tell the other people of the bodies that buy, once for each version."""
    notify_many(
        people=people_of(buyers_of(opportunity), without=by),
        event=event,
        key=f"{opportunity.pk}-{opportunity.version}-{opportunity.state}",
        subject=f"“{Truncator(opportunity.title).chars(140)}” was {did}",
        body=body,
        url=opportunity.get_absolute_url(),
        members_of=opportunity,
        at=at,
    )
