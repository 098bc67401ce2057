"""The messages of a consortium as its page shows them."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from consortia.actions.messages import can_be_changed_until
from consortia.models import ConsortiumMessage, MessagesRead
from consortia.workspace.seats import Workspace
from partnerships_portal.pages import page_of

PAGE_SIZE = 20


@dataclass(frozen=True)
class Line:
    """One message as one person sees it."""

    message: ConsortiumMessage
    is_new: bool  # written by somebody else since the person was here
    may_change: bool


def conversation(workspace: Workspace, user, *, number, at) -> Page:
    """A page of lines, the newest message first: three queries."""
    messages = ConsortiumMessage.objects.filter(consortium=workspace.consortium)
    messages = messages.select_related("member__organisation", "written_by")
    page = page_of(Paginator(messages.defer("member__organisation__public_search"), PAGE_SIZE), number)
    read = read_up_to(workspace, user)
    page.object_list = [
        Line(
            message=one,
            is_new=one.pk > read and one.written_by_id != user.pk and one.taken_back_at is None,
            may_change=may_change(one, workspace, user, at=at),
        )
        for one in page.object_list
    ]
    return page


def may_change(message: ConsortiumMessage, workspace: Workspace, user, *, at) -> bool:
    """Whether the person wrote it a short while ago and still acts for the member."""
    return (
        message.written_by_id == user.pk
        and message.taken_back_at is None
        and at <= can_be_changed_until(message)
        and any(seat.pk == message.member_id for seat in workspace.acting)
    )


def read_up_to(workspace: Workspace, user) -> int:
    """Primary key of the last message that the person has seen; 0 before the first visit."""
    read = MessagesRead.objects.filter(consortium=workspace.consortium, person=user).values_list("last", flat=True)
    return read.first() or 0
