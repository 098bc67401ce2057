"""Words and figures of the pages about signing in: {% load second_step %}."""

from allauth.mfa.models import Authenticator
from django import template

from partnerships_portal.accounts import browsers, second_factor

register = template.Library()


@register.filter
def in_fours(key: str) -> str:
    """A long key in groups of four, which people can copy."""
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


@register.filter
def browser_in_words(user_agent: str) -> str:
    """For example "Firefox on Windows"."""
    return browsers.in_words(user_agent) or "A browser that we do not recognise"


@register.simple_tag
def second_factors_of(person) -> dict[str, bool]:
    """Which second factors a person has set up: {% second_factors_of form.user as has %}{% if has.passkey %}."""
    factors = second_factor.factors_of(person)
    return {"app": Authenticator.Type.TOTP in factors, "passkey": Authenticator.Type.WEBAUTHN in factors}


@register.simple_tag
def may_turn_back(request) -> bool:
    """Whether the page that confirms who one is may be left: not while a second factor is needed and not shown."""
    return not request.user.needs_second_factor or second_factor.was_used(request)
