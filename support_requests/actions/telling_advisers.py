"""Telling one adviser what concerns them: also one who is taken off, and reads the case no more."""

from partnerships_portal.notifications.actions import notify
from support_requests.models import Adviser, SupportRequest


def tell_adviser(
    adviser: Adviser,
    *,
    event: str,
    key,
    subject: str,
    by,
    at,
    body: str = "",
    url: str = "",
    about: SupportRequest | None = None,
) -> None:
    """Tell the adviser, unless they did it or have left. `about`: e-mailed only while they advise on that request."""
    if adviser.person == by or adviser.left_at is not None or not adviser.person.is_active:
        return
    notify(
        person=adviser.person,
        event=event,
        key=key,
        subject=subject,
        body=body,
        url=url,
        members_of=about,
        at=at,
    )
