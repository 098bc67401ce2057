"""How pages write about people."""

from django import template

from mutuals import people_emails
from mutuals.models import Membership
from partnerships_portal.accounts import addresses

register = template.Library()


@register.filter
def masked(address: str) -> str:
    """a•••@example.org: enough for whoever knows the address, and for nobody else."""
    return addresses.masked(address)


@register.filter
def what_role_may_do(role: str) -> str:
    """What somebody in this role may do, as a sentence."""
    return people_emails.MAY[Membership.Role(role)]
