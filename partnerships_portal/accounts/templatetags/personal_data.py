"""Values of the register as people read them."""

from django import template

from partnerships_portal.accounts import export

register = template.Library()
register.filter("in_words", export.in_words)
