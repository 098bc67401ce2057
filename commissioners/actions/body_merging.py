"""Two entries of what is one public body become one: notices had called it by two names.

Nothing is deleted, and it cannot be undone here. Bids that consortia recorded stay with the old entry: matching
follows its successor.
"""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from commissioners import search
from commissioners.joining import KIND
from commissioners.models import Award, BodyInvitation, CommissioningBody, Opportunity
from partnerships_portal.accounts import roles
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.changes.actions import mark
from partnerships_portal.joining.memberships import settle
from partnerships_portal.joining.people import people_of
from partnerships_portal.notifications.actions import notify_many

from .body_records import line_of

MOVED = ("identifiers", "claimed_opportunities", "reserved_contracts")  # no two of these can be in each other's way
UNKNOWN_FILLED = ("buyer_class", "website", "priorities", "is_best_value_authority", "is_school", "starts_on")


def clashing_opportunities(body: CommissioningBody, into: CommissioningBody):
    """One notice that was imported for both: the kept entry has it already."""
    held = Opportunity.objects.filter(body=into).exclude(ocid="").values("ocid")
    return Opportunity.objects.filter(body=body, ocid__in=held)


def clashing_awards(body: CommissioningBody, into: CommissioningBody):
    """One award that was imported for both."""
    keys = Award.objects.filter(body=into).exclude(ocid="").values_list("ocid", "award_reference")
    same = Q(pk__in=())
    for ocid, reference in keys:
        same |= Q(ocid=ocid, award_reference=reference)
    return Award.objects.filter(same, body=body)


def counts(body: CommissioningBody) -> dict[str, int]:
    """How much there is of an entry, for the page that asks before the two are merged."""
    return {
        "Opportunities": body.opportunities.count(),
        "Opportunities that it buys with others": body.joint_opportunities.count(),
        "Awards": body.awards.count(),
        "Identifiers": body.identifiers.count(),
        "People": body.memberships.count(),
        "Claims of imported opportunities": body.claims.count(),
    }


@transaction.atomic
def merge_bodies(*, body: CommissioningBody, into: CommissioningBody, by, at) -> None:
    """Give everything of `body` to `into`; the address of `body`, and notices with its name, lead there from now on.

    Raises NotPossible where they are one, one of them was merged or has ended, or they follow each other.
    """
    _hold(body, into)
    _move_opportunities(body, into)
    for name in MOVED:
        getattr(body, name).update(**{_field(body, name): into})
    _move_people(body, into, by=by, at=at)
    _fill(body, into)
    _end(body, into, at)
    moved = Opportunity.objects.filter(Q(body=into) | Q(joint_buyers=into))
    published = moved.filter(published_at__isnull=False)
    Opportunity.objects.filter(pk__in=published.values("pk")).update(updated_at=at)  # their releases name `into` now
    search.refresh(list(moved.values_list("pk", flat=True).distinct()))
    record(actor=by, action="body_merged_into", target=body, at=at, into=into.pk)
    record(actor=by, action="body_merged_from", target=into, at=at, merged=body.pk)
    mark(kind="everything", at=at)
    notify_many(
        people=people_of(into),
        event="body_merged",
        key=body.pk,
        subject=f"{body} and {into} are one body on the portal now",
        body=f"Programme staff found that both names mean one body. What belonged to {body} belongs to {into}.",
        url=into.get_absolute_url(),
        at=at,
    )


def _end(body: CommissioningBody, into: CommissioningBody, at) -> None:
    """The old entry stays as a name of the kept one; what named it as its successor names that."""
    CommissioningBody.objects.filter(successor=body).update(successor=into)
    today = timezone.localdate(at)
    CommissioningBody.objects.filter(pk=body.pk).update(
        successor=into,
        successor_is_legal=True,  # it is the same body
        is_duplicate=True,
        ends_on=max(today, body.starts_on or today),
    )


def _field(body: CommissioningBody, name: str) -> str:
    return body._meta.get_field(name).field.name  # type: ignore[union-attr]


def _hold(body: CommissioningBody, into: CommissioningBody) -> None:
    if body.pk == into.pk:
        raise NotPossible("Choose another body: one cannot be merged into itself.")
    for one in sorted((body, into), key=lambda one: one.pk):  # always in this order: no two wait for each other
        roles.lock(one)
        one.refresh_from_db()
        if one.ends_on is not None or one.successor_id is not None:
            raise NotPossible(f"{one} has an end or a successor. Take these away first, if the two are one body.")
    if body in line_of(into) or into in line_of(body):
        raise NotPossible("One of the two followed the other: they are not one body.")


def _move_opportunities(body: CommissioningBody, into: CommissioningBody) -> None:
    """All but those that the kept entry has already; those are not matched twice."""
    twice = clashing_opportunities(body, into)
    for opportunity in twice:
        kept = Opportunity.objects.get(body=into, ocid=opportunity.ocid)
        Opportunity.objects.filter(pk=opportunity.pk).update(superseded_by=kept)
    clashing = list(clashing_awards(body, into).values_list("pk", flat=True))
    stay = list(twice.values_list("pk", flat=True))
    body.opportunities.exclude(pk__in=stay).update(body=into)
    body.awards.exclude(pk__in=clashing).update(body=into)
    for opportunity in body.joint_opportunities.all():
        opportunity.joint_buyers.remove(body)
        if opportunity.body_id != into.pk:
            opportunity.joint_buyers.add(into)
    waiting = set(into.claims.filter(state="waiting").values_list("opportunity", flat=True))
    body.claims.filter(state="waiting", opportunity__in=waiting).update(state="withdrawn")
    body.claims.update(body=into)
    asked = set(into.joint_buyer_requests.filter(state="asked").values_list("opportunity", flat=True))
    body.joint_buyer_requests.filter(state="asked", opportunity__in=asked).update(state="withdrawn")
    body.joint_buyer_requests.update(body=into)


def _move_people(body: CommissioningBody, into: CommissioningBody, *, by, at) -> None:
    """Each acts for the kept entry in the higher of both roles; what they were stays written on the old one."""
    held = dict(into.memberships.values_list("user", "role"))
    waiting = set(into.requests.filter(state="waiting").values_list("person", flat=True))
    body.requests.filter(state="waiting", person__in=waiting).update(state="withdrawn", decided_at=at, decided_by=by)
    body.requests.update(body=into)
    invited = into.invitations.filter(state=BodyInvitation.State.SENT).values("email")
    body.invitations.filter(state="sent", email__in=invited).update(state="withdrawn", answered_at=at, answered_by=by)
    body.invitations.update(body=into)
    for membership in body.memberships.select_related("user"):
        if roles.RANKS[membership.role] > roles.RANKS.get(held.get(membership.user_id, ""), 0):
            roles.give(place=into, person=membership.user, role=membership.role, by=by, at=at)
            settle(KIND, into, person=membership.user, role=membership.role, by=by, at=at)


def _fill(body: CommissioningBody, into: CommissioningBody) -> None:
    """What only the entry that goes knew."""
    into.places.add(*body.places.all())
    into.priority_services.add(*body.priority_services.all())
    missing = [name for name in UNKNOWN_FILLED if getattr(into, name) in (None, "") and getattr(body, name)]
    if missing:
        CommissioningBody.objects.filter(pk=into.pk).update(**{name: getattr(body, name) for name in missing})
