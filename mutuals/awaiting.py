"""What awaits the people of organisations, and programme staff, in the directory (settings.AWAITING)."""

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.text import Truncator

from mutuals.belonging import memberships_of
from mutuals.models import Membership, Organisation, Registration, ThreePartDefinition, VerificationDecision
from mutuals.verifying import OVERDUE_AFTER, admissions, definitions, rechecks
from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, each, together

Status = ThreePartDefinition.Status
WRITERS = (Membership.Role.OWNER, Membership.Role.EDITOR)


def of_person(asker: Asker, at) -> list[Queue]:
    """Everything in the directory that awaits the person."""
    theirs = [_registrations_to_finish(asker.user), *_answers_to_mend(asker), *_registrations_to_mend(asker)]
    return theirs + (_verification(asker.user, at) if asker.user.is_programme_staff else [])


def _registrations_to_finish(user) -> Queue:
    """The registration that the person began and has not sent, with at least one step answered."""
    return each(Registration.objects.visible_to(user).drafts().exclude(answers={}), _registration)


def _registration(begun: Registration) -> Awaiting:
    return Awaiting(
        text=f"Finish registering {begun.answers.get('name', {}).get('name') or 'your organisation'}",
        url=reverse("organisation_register"),
        detail="Only you can see it until you send it.",
        since=begun.started_at,
    )


def _own(asker: Asker) -> list[Organisation]:
    """Organisations that the person may change, admitted or not."""
    held = [one.organisation for one in asker.once(memberships_of) if one.role in WRITERS]
    return [organisation for organisation in held if organisation.closed_at is None]


def _answers_to_mend(asker: Asker) -> list[Queue]:
    """Definitions that programme staff returned, and those to be confirmed because they are some years old."""
    own = _own(asker)
    if not own:
        return []
    returned = Q(status=Status.RETURNED)
    to_confirm = Q(status=Status.VERIFIED, recheck_since__isnull=False, recheck_fields=[])
    mine = ThreePartDefinition.objects.visible_to(asker.user).filter(returned | to_confirm, organisation__in=own)
    return [each(mine.select_related("organisation"), _answer_to_mend, shown=None)]


def _registrations_to_mend(asker: Asker) -> list[Queue]:
    """Registrations that programme staff returned; those with returned answers to the definition are named there."""
    own = [one.pk for one in _own(asker) if one.admitted_at is None and one.admission_asked_at is None]
    if not own:
        return []
    reasons = VerificationDecision.objects.filter(organisation=OuterRef("pk")).order_by("-decided_at", "-pk")
    returned = Organisation.objects.filter(pk__in=own).exclude(definition__status=Status.RETURNED)
    returned = returned.annotate(
        why=Subquery(reasons.values("reasons")[:1]), when=Subquery(reasons.values("decided_at")[:1])
    )
    return [each(returned, _registration_to_mend, shown=None)]


def _registration_to_mend(organisation) -> Awaiting:
    return Awaiting(
        text=f"See what {organisation} needs to be admitted, and ask again",
        url=reverse("organisation_admission", args=[organisation.pk]),
        detail=Truncator(organisation.why or "").chars(200),
        since=organisation.when or organisation.created_at,
    )


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


def _verification(user, at) -> list[Queue]:
    """How many wait for programme staff: a line for each list of the queue that is not empty."""
    if not user.has_perm("mutuals.decide_verification"):
        return []
    return [
        _list("to be admitted to the directory", "new", admissions(user), "admission_asked_at"),
        _list("to be verified as Mutuals", "definitions", definitions(user), "submitted_at"),
        _list("to be checked again", "again", rechecks(user, at), "recheck_since"),
    ]


def _list(what: str, key: str, rows, since: str) -> Queue:
    """A list of the queue, in a line."""

    def line(number, first) -> Awaiting:
        wait = "organisation waits" if number == 1 else "organisations wait"
        return Awaiting(
            text=f"{number} {wait} {what}",
            url=f"{reverse('verification_queue')}?list={key}",
            detail="",
            since=first,
        )

    return together(rows, line, since=since)
