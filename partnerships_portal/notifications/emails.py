"""How messages look as e-mails: one by itself, or several in a digest, as plain text and as HTML."""

import re
import textwrap

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from .kinds import ALL_SUMMARIES, MessageKind, known
from .marks import message_id, unsubscribe_token
from .models import Digest, Notification

COLUMNS = 72  # plain text is wrapped here (RFC 3676 asks for 78 at most)
SHOWN = 50  # in a digest; the inbox has the others
NO_LONGER_TOLD_OF = "you have an account on this portal"


def send(notification: Notification, connection=None) -> None:
    """Send one message by itself. Raises what the mail server raises."""
    kind, person = known(notification.event), notification.person
    may_be_stopped = kind is not None and person is not None and not kind.category.is_fixed
    context = {
        "notification": notification,
        "link": _absolute(notification.url) if notification.url else "",
        "leads_to": kind.leads_to if kind else MessageKind.leads_to,
        "category": kind.category if kind else None,
        "because": notification.because or (kind.because if kind else NO_LONGER_TOLD_OF),
        "has_account": person is not None,
        "unsubscribe": _unsubscribe(person, kind.category.key) if kind and may_be_stopped else "",
    }
    _send("notification", notification, notification.subject, notification.recipient, context, connection)


def send_digest(digest: Digest, messages: list[Notification], connection=None) -> None:
    """Send several messages, oldest first, in one e-mail. Raises what the mail server raises."""
    number, shown = len(messages), messages[:SHOWN]
    subject = f"{number} new messages" if number > 1 else f"1 new message: {messages[0].subject}"
    context = {
        "title": f"{number} new message{'s' if number > 1 else ''}",
        "groups": _by_category(shown),
        "left_out": number - len(shown),
        "inbox": _absolute(reverse("inbox")),
        "because": "you chose to get messages together, once a day or once a week",
        "has_account": True,
        "unsubscribe": _unsubscribe(digest.person, ALL_SUMMARIES),
    }
    _send("digest", digest, f"{subject} - {settings.SERVICE_NAME}", digest.person.email, context, connection)


def _by_category(messages: list[Notification]) -> list[dict]:
    """What a digest shows: for each category its title and its messages with their links."""
    groups: dict[str, list[dict]] = {}
    for row in messages:
        kind = known(row.event)
        title = kind.category.title if kind else "Other messages"
        groups.setdefault(title, []).append({"row": row, "link": _absolute(row.url or _page_of(row))})
    return [{"title": title, "lines": lines} for title, lines in groups.items()]


def _send(template: str, mail, subject: str, to: str, context: dict, connection) -> None:
    context |= {"service_name": settings.SERVICE_NAME, "preferences": _absolute(reverse("message_preferences"))}
    headers = {"Message-ID": message_id(mail._meta.model_name, mail.pk), "Auto-Submitted": "auto-generated"}
    if context["unsubscribe"]:  # RFC 8058: mail programs show a button that needs no page
        headers |= {
            "List-Unsubscribe": f"<{context['unsubscribe']}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=tidy(render_to_string(f"emails/{template}.txt", context)),
        to=[to],
        headers=headers,
        connection=connection,
    )
    message.attach_alternative(render_to_string(f"emails/{template}.html", context), "text/html")
    if connection is not None:
        connection.open()  # once for all that are sent through it
    message.send()


def tidy(text: str) -> str:
    """Plain text with lines of at most COLUMNS letters, addresses whole, and at most one empty line in a row."""
    lines = [
        wrapped
        for line in text.splitlines()
        for wrapped in textwrap.wrap(line.rstrip(), COLUMNS, break_long_words=False, break_on_hyphens=False) or [""]
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def _page_of(row: Notification) -> str:
    return reverse("inbox_message", args=[row.pk])


def _unsubscribe(person, what: str) -> str:
    return _absolute(reverse("unsubscribe", args=[unsubscribe_token(person.pk, what)]))
