"""Template filters and tags that templates/components and templates/gds need: {% load portal %}."""

from collections.abc import Iterator

from django import template
from django.core.paginator import Page
from django.forms import BoundField

register = template.Library()


@register.filter
def elided_pages(page: Page) -> Iterator[int | None]:
    """Page numbers around this one, None where some are left out: 1 … 4 [5] 6 … 40."""
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        yield number if isinstance(number, int) else None


@register.simple_tag
def counted_text(field: BoundField) -> str:
    """The text area of a field under which characters are counted, described by its hint, its count and its errors."""
    described = [f"{field.auto_id}_hint"] if field.help_text else []
    described += [f"{field.auto_id}_{number}_error" for number in range(1, len(field.errors) + 1)]
    style = "govuk-textarea govuk-js-character-count" + (" govuk-textarea--error" if field.errors else "")
    return field.as_widget(attrs={"class": style, "aria-describedby": " ".join([*described, f"{field.auto_id}-info"])})
