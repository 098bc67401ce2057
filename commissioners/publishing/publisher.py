"""Who publishes the open data, by the settings."""

from django.conf import settings
from django.urls import reverse

from commissioners.ocds.writing.packages import Publisher


def publisher() -> Publisher:
    """This portal."""
    return Publisher(
        name=settings.SERVICE_NAME,
        site=settings.SITE_URL,
        policy=absolute("open_data"),
        extension=absolute("open_data_extension", "extension.json"),
    )


def absolute(name: str, *args) -> str:
    """The whole address of a page, by the name of its URL."""
    return f"{settings.SITE_URL}{reverse(name, args=args)}"
