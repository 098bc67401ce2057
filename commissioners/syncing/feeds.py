"""The feed that the settings name."""

from django.conf import settings
from django.utils import timezone

from .asking import Feed


def feed_of_settings() -> Feed | None:
    """The feed of live notices, which learns from the User-Agent who asks; None where it is off."""
    if not settings.NOTICES_FEED_URL:
        return None
    contact = f"; {settings.CONTACT_EMAIL}" if settings.CONTACT_EMAIL else ""
    agent = f"partnerships-portal (+{settings.SITE_URL}{contact})"
    return Feed(settings.NOTICES_FEED_URL, agent=agent, now=timezone.now)
