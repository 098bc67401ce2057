"""Template filters that the components in templates/components need: {% load portal %}."""

from collections.abc import Iterator

from django import template
from django.core.paginator import Page

register = template.Library()


@register.filter
def elided_pages(page: Page) -> Iterator[int | None]:
    """Page numbers around this one, None where some are left out: 1 … 4 [5] 6 … 40."""
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        yield number if isinstance(number, int) else None
