"""Releasing sections of a profile to the members of one consortium, and taking them back."""

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse

from consortia.disclosure.opening import have_accepted
from consortia.models import Consortium, ConsortiumMember, SectionRelease
from mutuals.models import Organisation
from mutuals.visibility import SECTIONS, SECTIONS_BY_KEY, Section, Visibility
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible

from .seats import take_seat
from .telling import tell_members

NOT_YET = "Sections can be released once every member has accepted the confidentiality agreement in force."
NOT_FOR_PARTNERS = "{title} is not kept for accepted partners: choose who sees it on your profile first."


def releasable(organisation: Organisation) -> list[Section]:
    """The sections that the organisation keeps for its partners. Others need no release, or are never released."""
    return [section for section in SECTIONS if getattr(organisation, section.column) == Visibility.PARTNERS]


@transaction.atomic
def release(*, member: ConsortiumMember, sections: Iterable[str], by, at) -> list[str]:
    """Open sections of the member's own profile to those who are in the consortium now.

    `sections` holds keys. Returns the titles of those that were not open to all of them yet. Raises NotPossible.
    """
    consortium = take_seat(member=member, by=by)
    if not have_accepted(consortium):
        raise NotPossible(NOT_YET)
    organisation = Organisation.objects.get(pk=member.organisation_id)
    wanted = [section for section in SECTIONS if section.key in set(sections)]
    for section in wanted:
        if section not in releasable(organisation):
            raise NotPossible(NOT_FOR_PARTNERS.format(title=section.title))
    new = [section for section in wanted if _released(consortium, member, section, by=by, at=at)]
    titles = [section.title for section in new]
    if new:
        keys = [section.key for section in new]
        event = record(actor=by, action="sections_released", target=consortium, at=at, fields=keys)
        _tell(consortium, member, event, "released", titles, by=by, at=at)
    return titles


@transaction.atomic
def take_back(*, member: ConsortiumMember, section: str, by, at) -> bool:
    """Close a section again, at once; returns whether it was released."""
    consortium = take_seat(member=member, by=by)
    standing = SectionRelease.objects.standing().filter(member=member, section=section)
    if not standing.update(taken_back_by=by, taken_back_at=at):
        return False
    event = record(actor=by, action="sections_taken_back", target=consortium, at=at, fields=[section])
    _tell(consortium, member, event, "took back", [SECTIONS_BY_KEY[section].title], by=by, at=at)
    return True


def _released(consortium: Consortium, member: ConsortiumMember, section: Section, *, by, at) -> bool:
    """Release one section to all who are present; whether it was not already."""
    standing = SectionRelease.objects.standing().filter(member=member, section=section.key).first()
    others = ConsortiumMember.objects.present().filter(consortium=consortium).exclude(pk=member.pk)
    if standing is not None:
        if not others.filter(joined_at__gt=standing.released_at).exists():
            return False
        standing.taken_back_by, standing.taken_back_at = by, at
        standing.save(update_fields=["taken_back_by", "taken_back_at"])
    SectionRelease.objects.create(member=member, section=section.key, released_by=by, released_at=at)
    return True


def _tell(consortium, member: ConsortiumMember, event: AuditEvent, did: str, titles: list[str], *, by, at) -> None:
    """Tell the other members of what was recorded as `event`."""
    words = ", ".join(title[0].lower() + title[1:] for title in titles)
    tell_members(
        consortium,
        event=event.action,
        key=event.pk,
        subject=f"{member.organisation} {did} sections of its profile in {consortium}",
        body=f"{did.capitalize()}: {words}.",
        url=reverse("consortium_confidentiality", args=[consortium.pk]),
        by=by,
        at=at,
    )
