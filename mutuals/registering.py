"""Whom a registration may be about already, as the person who registers is shown it."""

from dataclasses import dataclass

from .duplicates import SHOWN, possible_duplicates
from .models import Registration
from .visibility import Visibility

NOT_MINE = "not_mine"  # in a registration's answers: ids of organisations that the person said are others
LEFT_OUT = "left_out"  # in the same: step -> names of fields whose text was refused when it was kept for later


@dataclass(frozen=True)
class Possible:
    """An organisation of the directory that may be the same: what everyone may see of it, and no more."""

    pk: int
    name: str
    kind: str
    district: str
    url: str
    is_own: bool  # the person acts for it already


def possible_matches(registration: Registration, found_by: dict[str, str]) -> list[Possible]:
    """Organisations that may be the one being registered, without those that the person said are others.

    Only those that take part: one that waits for admission or is closed is never revealed. At most SHOWN.
    """
    others = registration.answers.get(NOT_MINE, [])
    found = possible_duplicates(
        name=found_by.get("name", ""),
        company_number=found_by.get("company_number", ""),
        charity_number=found_by.get("charity_number", ""),
    )
    found = found.active().exclude(pk__in=others)[:SHOWN]
    own = set(registration.person.memberships.filter(organisation__in=found).values_list("organisation", flat=True))
    return [
        Possible(
            pk=one.pk,
            name=one.name,
            kind=one.kind_in_words,
            district=str(one.base_authority or "") if one.visibility_about == Visibility.PUBLIC else "",
            url=one.get_absolute_url(),
            is_own=one.pk in own,
        )
        for one in found
    ]
