"""A person's inbox."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from . import actions
from .models import Notification

PAGE_SIZE = 25


@require_safe
def inbox(request):
    """The messages, newest first; `show=unread` leaves out those that were read."""
    mine = Notification.objects.visible_to(request.user)
    only_unread = request.GET.get("show") == "unread"
    page = Paginator(mine.unread() if only_unread else mine, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "only_unread": only_unread, "unread": mine.unread().count()}
    return render(request, "notifications/message_list.html", context)


@require_safe
def message(request, pk):
    """One message. Opening it is reading it."""
    row = get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
    actions.mark_read(notification=row, at=timezone.now())
    return render(request, "notifications/message_detail.html", {"row": row})


@require_POST
def read_all(request):
    """Mark all messages as read."""
    actions.mark_all_read(person=request.user, at=timezone.now())
    messages.success(request, "All messages are marked as read.")
    return redirect("inbox")
