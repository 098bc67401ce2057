"""Links to pages of the apps below."""

from django.urls import NoReverseMatch, reverse


def link(name: str, *args) -> str:
    """The address of a page, or nothing where this portal has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
