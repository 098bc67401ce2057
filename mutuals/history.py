"""What was done around one organisation."""

from django.db.models import Q

from mutuals.models import (
    JoinRequest,
    Membership,
    MembershipInvitation,
    Organisation,
    ServiceClaim,
    ThreePartDefinition,
)
from partnerships_portal.accounts.audit import words
from partnerships_portal.accounts.audit.reading import PORTAL, STAFF
from partnerships_portal.accounts.forms.audit import BY_PORTAL, BY_STAFF
from partnerships_portal.accounts.models import AuditEvent, User

BELONGING = (Membership, MembershipInvitation, JoinRequest, ServiceClaim, ThreePartDefinition)


def events_of(organisation: Organisation):
    """Events on the organisation, its people, invitations, requests, services and definition, newest first.

    What is gone by now, as a role that ended, was recorded on the organisation itself.
    """
    mine = Q(target_kind=Organisation._meta.label_lower, target_id=organisation.pk)
    for model in BELONGING:
        ids = list(model._base_manager.filter(organisation=organisation).values_list("pk", flat=True))
        if ids:
            mine |= Q(target_kind=model._meta.label_lower, target_id__in=ids)
    return AuditEvent.objects.filter(mine)


def people_in(organisation: Organisation) -> list[tuple[str, str]]:
    """Those whose deeds can be asked for, by name: its members of today and before, the programme, the portal."""
    actors = User.objects.filter(pk__in=events_of(organisation).order_by().values("actor"), programme_role="")
    people = sorted((str(person), str(person.pk)) for person in actors)
    return [(pk, name) for name, pk in people] + [(BY_STAFF, STAFF), (BY_PORTAL, PORTAL)]


def filtered(events, *, who: str, kind: str):
    """The events of one person (or BY_STAFF, BY_PORTAL) and of one kind; an empty text asks for all."""
    done_by_staff = [action for action, each in words.said().items() if each.by_staff]
    of_staff = Q(actor__isnull=False) & (Q(action__in=done_by_staff) | ~Q(actor__programme_role=""))
    if who == BY_PORTAL:
        events = events.filter(actor=None)
    elif who == BY_STAFF:
        events = events.filter(of_staff)
    elif who:
        events = events.filter(actor=int(who)).exclude(of_staff)
    return events.filter(action__in=words.actions_of(kind)) if kind else events
