"""Two members of a consortium on their way to showing each other more: what tests of disclosure start from."""

from django.utils import timezone

from consortia.actions import disclosure
from consortia.models import ConfidentialityAgreement, Consortium
from mutuals.models import Organisation
from mutuals.visibility import SECTIONS
from tests.factories.disclosure import AcceptanceFactory, AgreementFactory, ReleaseFactory
from tests.factories.partnering import ConsortiumMemberFactory

EXACT = "£33,123,457"


def pair_of(organisation, other) -> tuple:
    """The places of both in a new consortium; the first has figures that it keeps for partners."""
    Organisation.objects.filter(pk=organisation.pk).update(turnover=33_123_457, turnover_band=6, capacity=77.7)
    organisation.refresh_from_db()
    ours = ConsortiumMemberFactory(organisation=organisation, consortium__name="Moor and Tide")
    return ours, ConsortiumMemberFactory(consortium=ours.consortium, organisation=other)


def agree(*members, version=None):
    """All of these accept one version."""
    agreement = version or AgreementFactory(consortium=members[0].consortium)
    for member in members:
        AcceptanceFactory(agreement=agreement, member=member)
    return agreement


def release_all(member, *, back=False):
    for section in SECTIONS:
        ended = {"taken_back_at": timezone.now(), "taken_back_by": member.organisation.memberships.first().user}
        ReleaseFactory(member=member, section=section.key, **(ended if back else {}))


def newer(member):
    return AgreementFactory(consortium=member.consortium)


def withdrawn(agreement):
    ConfidentialityAgreement.objects.filter(pk=agreement.pk).update(
        withdrawn_at=timezone.now(), withdrawn_by=agreement.put_forward_by
    )


def leave(member):
    type(member).objects.filter(pk=member.pk).update(left_at=timezone.now())


def come_back(member):
    leave(member)
    return ConsortiumMemberFactory(consortium=member.consortium, organisation=member.organisation)


def come_back_and_accept(member):
    agree(come_back(member), version=disclosure.in_force(member.consortium))


def joined_later(member):
    type(member).objects.filter(pk=member.pk).update(joined_at=timezone.now())


def dissolve(member):
    Consortium.objects.filter(pk=member.consortium_id).update(state="dissolved")


def close(member):
    Organisation.objects.filter(pk=member.organisation_id).update(closed_at=timezone.now())


def put_forward(member, by, **more):
    return disclosure.put_forward(member=member, by=by, at=timezone.now(), **more)


def accept(agreement, member, by, **more):
    typed = {"name": "Ruth Okafor", "role": "Finance director"} | more
    return disclosure.accept(agreement=agreement, member=member, by=by, at=timezone.now(), **typed)
