"""Pages of lists, as addresses ask for them."""

from django.core.paginator import Page, Paginator


def page_of(paginator: Paginator, number) -> Page:
    """The page asked for; the first where that is no number or below one, the last where it is past the end."""
    try:
        wanted = max(int(number), 1)
    except (TypeError, ValueError):
        wanted = 1
    return paginator.get_page(wanted)
