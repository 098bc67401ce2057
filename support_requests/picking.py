"""Organisations of the directory, as a form finds them by what somebody typed."""

from dataclasses import dataclass

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone

from mutuals.models import Organisation
from mutuals.visibility import Visibility

OFFERED = 10
SHOWN_TO_ALL = {"visibility_about__lte": Visibility.SIGNED_IN}  # where register numbers and places may be told


@dataclass(frozen=True)
class Offered:
    """One of those that have what was typed."""

    organisation: Organisation
    facts: str  # what tells it from another of its name: "Charity · Harrowmere · 1234567"


@dataclass(frozen=True)
class Found:
    """The first of those that have what was typed, and the only one that is called exactly so."""

    offered: tuple[Offered, ...] = ()
    exact: Organisation | None = None
    is_more: bool = False


def find(typed: str, *, user) -> Found:
    """Those that take part and that the person may see: every word in the name, or the whole as a register number.

    Those that are called exactly so come first, then by name. One query.
    """
    words = typed.replace("\x00", "").split()
    if not words:
        return Found()
    name = " ".join(words)
    number = Q(company_number__iexact="".join(words)) | Q(charity_number__iexact="".join(words))
    exactly = Q(name__iexact=name) | (number & Q(**SHOWN_TO_ALL))
    there = Organisation.objects.visible_to(user).active().filter(_in_name(words) | exactly)
    rows = list(_in_order(there, exactly)[: OFFERED + 1])
    exact = [one for one in rows if one.is_exact]
    offered = tuple(_told_apart(rows[:OFFERED]))
    return Found(offered, exact[0] if len(exact) == 1 else None, len(rows) > OFFERED)


def _in_name(words: list[str]) -> Q:
    condition = Q()
    for word in words:
        condition &= Q(name__icontains=word)
    return condition


def _in_order(there: QuerySet, exactly: Q) -> QuerySet:
    marked = there.annotate(is_exact=Case(When(exactly, then=Value(True)), default=Value(False)))
    return marked.select_related("base_authority").defer("public_search").order_by("-is_exact", "name", "pk")


def _told_apart(found: list[Organisation]) -> list[Offered]:
    """With what each shows to everybody who is signed in; the day it came for those that are alike in all of it."""
    facts = [_facts(one) for one in found]
    alike = [(one.name.casefold(), said) for one, said in zip(found, facts, strict=True)]
    return [
        Offered(one, f"{said} · in the directory since {_day(one)}" if alike.count(both) > 1 else said)
        for one, said, both in zip(found, facts, alike, strict=True)
    ]


def _facts(organisation: Organisation) -> str:
    said = [organisation.kind_in_words]
    if organisation.visibility_about <= Visibility.SIGNED_IN:
        place = organisation.base_authority.name if organisation.base_authority else organisation.base_postcode
        said += [place, organisation.company_number, organisation.charity_number]
    return " · ".join(fact for fact in said if fact)


def _day(organisation: Organisation) -> str:
    return f"{timezone.localdate(organisation.admitted_at or organisation.created_at):%-d %B %Y}"
