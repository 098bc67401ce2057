"""Days of work in templates."""

from django import template

from support_requests.delivering.years import in_days

register = template.Library()
register.filter("days", in_days)
