"""Kept views: what of an address is kept, and how a view is told."""

from urllib.parse import urlencode

from django.http import QueryDict

from support_requests.models import SavedView

from .finding import SupportFilter, list_asked
from .lists import conditions

NAMES = ("list", *SupportFilter.field_order)


def query_of(asked: QueryDict, user) -> str:
    """The part of an address that says list, filters and order; the page is left out, and what is unknown."""
    form = SupportFilter(asked)
    said = {"list": list_asked(asked, user), **form.chosen}
    return urlencode({name: said[name] for name in NAMES if said.get(name)})


def in_words(view: SavedView) -> str:
    """What a view looks for: "Mine; Priority: Urgent"."""
    asked = QueryDict(view.query)
    form = SupportFilter(asked)
    title = conditions(view.owner)[list_asked(asked, view.owner)][0]
    return "; ".join([title, *(f"{form.fields[name].label}: {_said(form, name)}" for name in form.chosen)])


def _said(form: SupportFilter, name: str) -> str:
    choices = dict(getattr(form.fields[name], "choices", ()))
    return str(choices.get(form.chosen[name], form.chosen[name]))
