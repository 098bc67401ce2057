"""What awaits the people of organisations, and programme staff, in the directory (settings.AWAITING)."""

from django.db.models import Count, Min, OuterRef, Subquery
from django.urls import reverse
from django.utils.text import Truncator

from mutuals.models import Membership, Organisation, Registration, ThreePartDefinition, VerificationDecision
from mutuals.verifying import OVERDUE_AFTER, admissions, definitions, rechecks
from partnerships_portal.notifications.awaiting import Awaiting

Status = ThreePartDefinition.Status
WRITERS = (Membership.Role.OWNER, Membership.Role.EDITOR)


def of_person(user, at) -> list[Awaiting]:
    """Everything in the directory that awaits the person."""
    theirs = _registrations_to_finish(user) + _answers_to_mend(user) + _registrations_to_mend(user)
    return theirs + (_verification(user, at) if user.is_programme_staff else [])


def _registrations_to_finish(user) -> list[Awaiting]:
    """The registration that the person began and has not sent, with at least one step answered."""
    begun = Registration.objects.visible_to(user).drafts().exclude(answers={})
    return [
        Awaiting(
            text=f"Finish registering {registration.answers.get('name', {}).get('name') or 'your organisation'}",
            url=reverse("organisation_register"),
            detail="Only you can see it until you send it.",
            since=registration.started_at,
        )
        for registration in begun
    ]


def _own(user):
    """Organisations that the person may change, admitted or not."""
    return Organisation.objects.filter(closed_at=None, memberships__user=user, memberships__role__in=WRITERS)


def _answers_to_mend(user) -> list[Awaiting]:
    """Definitions that programme staff returned, and those to be confirmed because they are some years old."""
    own = list(_own(user).values_list("pk", flat=True))  # read first: inside the next query it scans every definition
    if not own:
        return []
    definitions = ThreePartDefinition.objects.visible_to(user).filter(organisation__in=own)
    returned = definitions.filter(status=Status.RETURNED)
    to_confirm = definitions.filter(status=Status.VERIFIED, recheck_since__isnull=False, recheck_fields=[])
    return [_answer_to_mend(definition) for definition in (returned | to_confirm).select_related("organisation")]


def _registrations_to_mend(user) -> list[Awaiting]:
    """Registrations that programme staff returned; those with returned answers to the definition are named there."""
    reasons = VerificationDecision.objects.filter(organisation=OuterRef("pk")).order_by("-decided_at", "-pk")
    returned = _own(user).filter(admitted_at=None, admission_asked_at=None).exclude(definition__status=Status.RETURNED)
    returned = returned.annotate(
        why=Subquery(reasons.values("reasons")[:1]), when=Subquery(reasons.values("decided_at")[:1])
    )
    return [
        Awaiting(
            text=f"See what {organisation} needs to be admitted, and ask again",
            url=reverse("organisation_admission", args=[organisation.pk]),
            detail=Truncator(organisation.why or "").chars(200),
            since=organisation.when or organisation.created_at,
        )
        for organisation in returned
    ]


def _answer_to_mend(definition: ThreePartDefinition) -> Awaiting:
    organisation, returned = definition.organisation, definition.status == Status.RETURNED
    return Awaiting(
        text=f"Answer what programme staff asked about {organisation}"
        if returned
        else f"Confirm that {organisation} is still a Mutual",
        url=reverse("organisation_definition", args=[organisation.pk]),
        detail=Truncator(definition.reasons).chars(200) if returned else "It was verified some years ago.",
        since=(definition.decided_at if returned else definition.recheck_since) or organisation.created_at,
        due=None if returned or not definition.recheck_since else definition.recheck_since + OVERDUE_AFTER,
    )


def _verification(user, at) -> list[Awaiting]:
    """How many wait for programme staff: a line for each list of the queue that is not empty."""
    if not user.has_perm("mutuals.decide_verification"):
        return []
    waiting = (
        ("to be admitted to the directory", "new", _waiting(admissions(user), "admission_asked_at")),
        ("to be verified as Mutuals", "definitions", _waiting(definitions(user), "submitted_at")),
        ("to be checked again", "again", _waiting(rechecks(user, at), "recheck_since")),
    )
    return [
        Awaiting(
            text=f"{found['number']} organisation{'' if found['number'] == 1 else 's'} "
            f"wait{'s' if found['number'] == 1 else ''} {what}",
            url=f"{reverse('verification_queue')}?list={key}",
            detail="",
            since=found["since"],
        )
        for what, key, found in waiting
        if found["number"] and found["since"]
    ]


def _waiting(things, since: str) -> dict:
    """How many there are, and since when the first waits."""
    return things.order_by().aggregate(number=Count("pk"), since=Min(since))
