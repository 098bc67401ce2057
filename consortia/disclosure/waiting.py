"""Which confidentiality agreements await the people of members (settings.AWAITING)."""

from django.db.models import DateTimeField, Exists, F, OuterRef, Subquery
from django.urls import reverse

from consortia.models import AgreementAcceptance, ConfidentialityAgreement, Consortium, ConsortiumMember
from consortia.models.disclosure import version_in_force
from mutuals.belonging import memberships_of
from mutuals.rules import EDITING_ROLES
from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, each


def of_person(asker: Asker, at) -> list[Queue]:
    """Agreements in force that an organisation which the person acts for has not accepted."""
    held = [one for one in asker.once(memberships_of) if one.role in EDITING_ROLES and one.organisation.is_active]
    if not held:
        return []
    mine = ConsortiumMember.objects.present().filter(organisation__in=[one.organisation_id for one in held])
    since = ConfidentialityAgreement.objects.filter(pk=OuterRef("in_force")).values("put_forward_at")
    waiting = (
        mine.exclude(consortium__state=Consortium.State.DISSOLVED)
        .annotate(in_force=version_in_force("consortium"))
        .filter(in_force__isnull=False)
        .exclude(Exists(AgreementAcceptance.objects.filter(member=OuterRef("pk"), agreement=OuterRef("in_force"))))
        .annotate(since=Subquery(since, output_field=DateTimeField()))
        .select_related("consortium", "organisation")
        .defer("organisation__public_search")
        .order_by(F("since").asc(), "pk")
    )
    return [each(waiting, _agreement)]


def _agreement(member) -> Awaiting:
    """A ConsortiumMember with `since`, the moment from which it waits."""
    return Awaiting(
        text=f"Read the confidentiality agreement of {member.consortium}",
        url=reverse("consortium_confidentiality", args=[member.consortium_id]),
        detail=f"{member.organisation} has not accepted it.",
        since=max(member.since, member.joined_at),
    )
