"""Commissioning bodies that may be the one that somebody means: of the same name, or of one that is like it."""

import re
from functools import reduce
from operator import add

from django.db.models import Case, Value, When

from commissioners.models import CommissioningBody
from commissioners.ocds.parties import plain_name
from mutuals.names import NameKey

SHOWN = 10
MOST_WORDS = 8
# what the names of many bodies share
COMMON = re.compile(
    "and|authority|board|borough|care|city|clinical|combined|commissioner|commissioning|council|county|crime|department"
    "|district|fire|for|foundation|group|integrated|london|metropolitan|nhs|office|police|royal|services?|the|trust"
    "|unitary|university"
)


def of_the_same_name(name: str):
    """Bodies whose name is this one but for case, accents, punctuation and "the"."""
    keyed = CommissioningBody.objects.listed().annotate(name_key=NameKey("name"))
    return keyed.filter(name_key=NameKey(Value(name))).exclude(name_key="").order_by("pk")


def of_a_similar_name(name: str, *, other_than=()):
    """Bodies that share words with this name which say which body it is, those that share most of them first."""
    words = [word for word in plain_name(name).split() if len(word) > 2 and not COMMON.fullmatch(word)]
    if not words:
        return CommissioningBody.objects.none()
    held = [Case(When(name__icontains=word, then=Value(1)), default=Value(0)) for word in words[:MOST_WORDS]]
    shared = reduce(add, held[1:], held[0])
    found = CommissioningBody.objects.listed().exclude(pk__in=[body.pk for body in other_than])
    return found.annotate(shared=shared).filter(shared__gt=0).order_by("-shared", "name", "pk")
