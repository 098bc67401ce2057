"""A person's inbox: what awaits them, and their messages."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnerships_portal.notifications import actions
from partnerships_portal.notifications.awaiting import awaiting_in
from partnerships_portal.notifications.grouping import grouped
from partnerships_portal.notifications.kinds import CATEGORIES, categories_of, events_of, known
from partnerships_portal.notifications.models import Notification
from partnerships_portal.pages import page_of

PAGE_SIZE = 25


@require_safe
def inbox(request):
    """What awaits the person, then the messages, newest first.

    `show=unread` leaves out those that were read; `about=<category>` shows those of one category.
    """
    mine = Notification.objects.visible_to(request.user)
    about = CATEGORIES.get(request.GET.get("about", ""))
    only_unread = request.GET.get("show") == "unread"
    shown = mine.filter(event__in=events_of(about.key)) if about else mine
    shown = shown.unread() if only_unread else shown
    page = page_of(Paginator(shown, PAGE_SIZE), request.GET.get("page"))
    context = {
        "awaiting": awaiting_in(request, timezone.now()),
        "page_obj": page,
        "lines": grouped(list(page), person=request.user),
        "only_unread": only_unread,
        "about": about,
        "categories": categories_of(mine.order_by().values_list("event", flat=True).distinct()),
        "unread": mine.unread().count(),
    }
    return render(request, "notifications/message_list.html", context)


@require_safe
def message(request, pk):
    """One message. Opening it is reading it."""
    row = get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
    actions.mark_read(notification=row, at=timezone.now())
    return render(request, "notifications/message_detail.html", {"row": row, "kind": known(row.event)})


@require_POST
def read(request, pk):
    """Mark one message as read, without opening it."""
    row = get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
    actions.mark_read(notification=row, at=timezone.now())
    return _back_to_list(request)


@require_POST
def read_all(request):
    """Mark all messages as read, or with `of` all about one thing (Notification.members_of)."""
    scope = request.POST.get("of", "")
    actions.mark_all_read(person=request.user, scope=scope, at=timezone.now())
    messages.success(request, "These messages are marked as read." if scope else "All messages are marked as read.")
    return _back_to_list(request)


def _back_to_list(request):
    """The part of the list that the person was looking at, as the form says in `list`."""
    wanted = QueryDict(request.POST.get("list", ""))
    query = f"?{wanted.urlencode()}" if wanted else ""
    return redirect(f"{reverse('inbox')}{query}#messages")
