"""What a person does in the inbox."""

from partnerships_portal.notifications.models import Notification


def mark_read(*, notification: Notification, at) -> None:
    """The person has seen it. A second reading keeps the first time."""
    Notification.objects.filter(pk=notification.pk, read_at=None).update(read_at=at)


def mark_all_read(*, person, scope: str = "", at) -> None:
    """The person has seen all messages that there are now, or all about one thing (Notification.members_of)."""
    rows = Notification.objects.filter(person=person, read_at=None, created_at__lte=at)
    (rows.filter(members_of=scope) if scope else rows).update(read_at=at)
