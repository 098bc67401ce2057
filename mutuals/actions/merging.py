"""Two entries of what is one organisation become one. Nothing is deleted: the one that goes is closed."""

from django.db import transaction

from mutuals import people_emails
from mutuals.models import ClaimEvidence, Organisation, ServiceClaim
from partnerships_portal.accounts import roles
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.joining.people import people_of
from partnerships_portal.notifications.actions import notify_many

from .closing import end, refresh

# What one of the two kept from others and now belongs to both stays as close as the stricter of them kept it.
MOVED_SECTIONS = ("visibility_services", "visibility_places", "visibility_history")


@transaction.atomic
def merge(*, organisation: Organisation, into: Organisation, by: User, at) -> None:
    """Close `organisation` and give its people, services, places and files to `into`, the survivor.

    Bids and awards stay where they are, and count as the survivor's history (consortia.matching.merged). Raises
    NotPossible where the two are one, or either is closed or was merged already.
    """
    _hold(organisation, into)
    _move_people(organisation, into, by=by, at=at)
    _move_services(organisation, into)
    _move_places(organisation, into)
    end(organisation, reason=f"Merged into {into}."[:500], by=by, at=at, merged_into=into)
    Organisation.objects.filter(pk=into.pk).update(updated_at=at)
    refresh(into, at=at)
    record(actor=by, action="organisation_merged_into", target=organisation, at=at, into=into.pk)
    record(actor=by, action="organisation_merged_from", target=into, at=at, merged=organisation.pk)
    notify_many(
        people=people_of(into),
        event="organisation_merged",
        key=organisation.pk,
        url=into.get_absolute_url(),
        at=at,
        **people_emails.merged(organisation, into),
    )


def _hold(organisation: Organisation, into: Organisation) -> None:
    """Both as they are now, until the end of the transaction. Raises NotPossible as `merge` says."""
    if organisation.pk == into.pk:
        raise NotPossible("Choose another organisation: one cannot be merged into itself.")
    for one in sorted((organisation, into), key=lambda one: one.pk):  # always in this order: no two wait for each other
        roles.lock(one)
        one.refresh_from_db(fields=["closed_at", "merged_into", "admitted_at", "is_national", *MOVED_SECTIONS])
    if into.closed_at is not None:
        raise NotPossible(f"{into} is closed itself. Choose one that takes part.")
    if organisation.closed_at is not None:
        raise NotPossible(f"{organisation} is closed already. Reopen it first.")


def _move_people(organisation: Organisation, into: Organisation, *, by: User, at) -> None:
    """Each acts for the survivor in the higher of both roles; what they were stays written on the old one."""
    held = dict(into.memberships.values_list("user", "role"))
    for membership in organisation.memberships.select_related("user"):
        if roles.RANKS[membership.role] > roles.RANKS.get(held.get(membership.user_id, ""), 0):
            roles.give(place=into, person=membership.user, role=membership.role, by=by, at=at)


def _move_services(organisation: Organisation, into: Organisation) -> None:
    """The survivor claims what either claimed, shown by what shows it for either, and takes the files."""
    held = {claim.service_area_id: claim for claim in into.service_claims.all()}
    for claim in organisation.service_claims.all():
        kept = held.get(claim.service_area_id)
        if kept is None:
            kept = ServiceClaim.objects.create(
                organisation=into,
                service_area_id=claim.service_area_id,
                contract=claim.contract,
                contract_buyer=claim.contract_buyer,
                verified_at=claim.verified_at,
                verified_by_id=claim.verified_by_id,
            )
        elif not kept.evidenced and claim.evidenced:
            ServiceClaim.objects.filter(pk=kept.pk).update(
                contract=claim.contract,
                contract_buyer=claim.contract_buyer,
                verified_at=claim.verified_at,
                verified_by=claim.verified_by_id,
            )
        ClaimEvidence.objects.filter(claim=claim).update(claim=kept)


def _move_places(organisation: Organisation, into: Organisation) -> None:
    into.places.add(*organisation.places.all())
    closer = {name: max(getattr(organisation, name), getattr(into, name)) for name in MOVED_SECTIONS}
    if organisation.is_national and not into.is_national:
        national = Organisation.objects.values_list("national_evidence", flat=True).get(pk=organisation.pk)
        closer |= {"is_national": True, "national_evidence": national}
    Organisation.objects.filter(pk=into.pk).update(**closer)
