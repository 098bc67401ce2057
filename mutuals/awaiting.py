"""What awaits the people of organisations, and programme staff, in the directory (settings.AWAITING)."""

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.text import Truncator

from mutuals.models import Membership, Organisation, ThreePartDefinition
from partnerships_portal.notifications.awaiting import Awaiting

Status = ThreePartDefinition.Status
WRITERS = (Membership.Role.OWNER, Membership.Role.EDITOR)


def of_person(user, at) -> list[Awaiting]:
    """Everything in the directory that awaits the person."""
    return _answers_to_mend(user) + (_verification(user) if user.is_programme_staff else [])


def _answers_to_mend(user) -> list[Awaiting]:
    """Definitions that programme staff returned, and those to be sent again because what they rest on changed."""
    writing = Organisation.objects.active().filter(memberships__user=user, memberships__role__in=WRITERS)
    own = list(
        writing.values_list("pk", flat=True)
    )  # read first: as a part of the next query it scans every definition
    if not own:
        return []
    definitions = ThreePartDefinition.objects.visible_to(user).filter(organisation__in=own)
    returned = definitions.filter(status=Status.RETURNED)
    to_send_again = definitions.filter(status=Status.VERIFIED, recheck_since__isnull=False)
    return [_answer_to_mend(definition) for definition in (returned | to_send_again).select_related("organisation")]


def _answer_to_mend(definition: ThreePartDefinition) -> Awaiting:
    organisation, returned = definition.organisation, definition.status == Status.RETURNED
    return Awaiting(
        text=f"Answer what programme staff asked about {organisation}"
        if returned
        else f"Confirm that {organisation} is still a Mutual",
        url=reverse("organisation_definition", args=[organisation.pk]),
        detail=Truncator(definition.reasons).chars(200)
        if returned
        else "It was verified some time ago, or what this rests on has changed.",
        since=(definition.decided_at if returned else definition.recheck_since) or organisation.created_at,
    )


def _verification(user) -> list[Awaiting]:
    """How many wait for programme staff: one line for admissions, one for the definition."""
    if not user.has_perm("mutuals.decide_verification"):
        return []
    admissions = Organisation.objects.visible_to(user).waiting_for_admission().order_by()
    definitions = ThreePartDefinition.objects.visible_to(user).filter(
        status=Status.SUBMITTED, organisation__closed_at=None, organisation__admitted_at__isnull=False
    )
    waiting = (
        ("to be admitted to the directory", admissions.aggregate(number=Count("pk"), since=Min("created_at"))),
        ("to be verified as Mutuals", definitions.aggregate(number=Count("pk"), since=Min("submitted_at"))),
    )
    return [
        Awaiting(
            text=f"{found['number']} organisation{'' if found['number'] == 1 else 's'} "
            f"wait{'s' if found['number'] == 1 else ''} {what}",
            url=reverse("verification_queue"),
            detail="",
            since=found["since"],
        )
        for what, found in waiting
        if found["number"] and found["since"]
    ]
