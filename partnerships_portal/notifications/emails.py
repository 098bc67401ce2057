"""How a notification looks as an e-mail."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from .models import Notification


def send(notification: Notification) -> None:
    """Send one notification as plain text and HTML. Raises what the mail server raises."""
    context = {
        "notification": notification,
        "service_name": settings.SERVICE_NAME,
        "link": f"{settings.SITE_URL}{notification.url}" if notification.url else "",
    }
    message = EmailMultiAlternatives(
        subject=" ".join(notification.subject.split()),
        body=render_to_string("emails/notification.txt", context),
        to=[notification.person.email if notification.person else notification.address],
        headers={"Message-ID": f"<notification-{notification.pk}@{urlsplit(settings.SITE_URL).hostname}>"},
    )
    message.attach_alternative(render_to_string("emails/notification.html", context), "text/html")
    message.send()
