"""Guidance of the programme where it is needed: {% load guidance %}{% guidance "model:llp" "topic:section_33" %}."""

from django import template
from django.conf import settings
from django.utils.module_loading import import_string

register = template.Library()


@register.inclusion_tag("components/guidance.html")
def guidance(*keys: str) -> dict:
    """Links to what is published under any of the keys, in one query; nothing where there is none.

    A key is a kind of tag and its value ("model:llp", "step:roles", "topic:section_33"), or the kind alone: any of it.
    `settings.GUIDANCE_READER` names the function of the higher app that knows.
    """
    return {"links": import_string(settings.GUIDANCE_READER)(keys)}
