"""Pages of lists, and rows, as addresses and forms ask for them."""

from django.core.paginator import Page, Paginator


def page_of(paginator: Paginator, number) -> Page:
    """The page asked for; the first where that is no number or below one, the last where it is past the end."""
    try:
        wanted = max(int(number), 1)
    except (TypeError, ValueError):
        wanted = 1
    return paginator.get_page(wanted)


def number_in(text: str) -> int | None:
    """The primary key that a text says; None where it is no number, or a longer one than the database holds."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
