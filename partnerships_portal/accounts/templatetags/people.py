"""How pages write about people."""

from django import template

from partnerships_portal.accounts import addresses

register = template.Library()


@register.filter
def masked(address: str) -> str:
    """a•••@example.org: enough for whoever knows the address, and for nobody else."""
    return addresses.masked(address)
