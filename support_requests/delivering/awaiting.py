"""What awaits advisers, and officers with a line that nobody does (settings.AWAITING)."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from partnerships_portal.accounts.addresses import verified_addresses
from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, each
from support_requests.models import AdviserInvitation, Assignment, PackageLine
from support_requests.officers import decides


def of_person(asker: Asker, at) -> list[Queue]:
    """Invitations to advise; for advisers what they are asked to do; for officers their lines without an adviser."""
    queues = []
    addresses = asker.once(verified_addresses)
    if addresses:
        invited = AdviserInvitation.objects.to_any(addresses).open(at).select_related("sent_by")
        queues.append(each(invited.order_by("pk"), _invitation))
    if asker.user.is_adviser:
        asked = Assignment.objects.filter(state=Assignment.State.OFFERED, adviser__left_at=None)
        mine = asked.filter(adviser__person=asker.user, line__package__ended_at=None).order_by("pk")
        queues.append(each(mine.select_related("line__package__request__organisation"), _question))
    if decides(asker.user):
        queues.append(each(_open_lines(asker.user), _open_line))
    return queues


def _open_lines(user):
    done = (*Assignment.LIVE, Assignment.State.DONE)
    taken = Assignment.objects.filter(line=OuterRef("pk"), state__in=done)
    lines = PackageLine.objects.filter(~Exists(taken), package__ended_at=None, package__request__officer=user)
    return lines.select_related("package__request__organisation").order_by("package__agreed_at", "pk")


def _invitation(invitation: AdviserInvitation) -> Awaiting:
    return Awaiting(
        text="Say whether you will advise for the support programme",
        url=reverse("adviser_invitation", args=[invitation.pk]),
        detail=f"{invitation.sent_by} asks you.",
        since=invitation.sent_at,
        due=invitation.expires_at,
    )


def _question(assignment: Assignment) -> Awaiting:
    organisation = assignment.line.package.request.organisation
    return Awaiting(
        text=f"Answer whether you can help {organisation} with {str(assignment.line).lower()}",
        url=reverse("assignment_answer", args=[assignment.pk]),
        detail=str(assignment.line.package.request),
        since=assignment.offered_at,
    )


def _open_line(line: PackageLine) -> Awaiting:
    return Awaiting(
        text=f"Ask an adviser for {str(line).lower()}: {line.package.request}",
        url=reverse("line_ask", args=[line.package_id, line.pk]),
        detail=str(line.package.request.organisation),
        since=line.package.agreed_at,
    )
