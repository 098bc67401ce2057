"""Organisations that may be the one that somebody is registering: of the same register number, or of the same name."""

from django.db.models import Q, Value

from .models import Organisation
from .models.organisations import OrganisationQuerySet
from .names import NameKey

SHOWN = 10


def possible_duplicates(
    *, name: str = "", company_number: str = "", charity_number: str = "", other_than: int | None = None
) -> OrganisationQuerySet:
    """Organisations that are not closed and share the name, as `NameKey` compares, or a register number.

    Programme staff see all of them; everybody else is shown `.active()` ones only. Read off three indexes.
    """
    same = Q(pk__in=())
    if name:
        same |= Q(name_key=NameKey(Value(name))) & ~Q(name_key="")
    if company_number:
        same |= Q(company_number=company_number) & ~Q(company_number="")
    if charity_number:
        same |= Q(charity_number=charity_number) & ~Q(charity_number="")
    found = Organisation.objects.annotate(name_key=NameKey("name")).filter(same, closed_at=None)
    if other_than is not None:
        found = found.exclude(pk=other_than)
    return found.select_related("base_authority").defer("public_search")
