"""Whom one may sign in as, for the sign-in page of a demonstration: {% load demo_people %}."""

from django import template
from django.conf import settings
from django.utils import timezone

from partnerships_portal.demo import people

register = template.Library()


@register.inclusion_tag("account/_demo_sign_ins.html")
def demo_sign_ins():
    """The demo people and their common password; nothing outside a demonstration."""
    return {"sign_ins": people.sign_ins() if settings.DEMO else [], "password": people.PASSWORD}


@register.inclusion_tag("account/_demo_code.html")
def demo_code(user):
    """The code of the second step of demo staff, whose app nobody holds; nothing outside a demonstration."""
    return {"code": people.code_of(user, at=timezone.now())}
