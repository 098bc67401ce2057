"""Lists of services that staff entered from the law, as the rules read them."""

import datetime as dt
from dataclasses import dataclass

from commissioners.choices import ServiceListKind
from commissioners.law.facts import ListedServices
from commissioners.law.routes import Lists
from commissioners.models import ServiceList


@dataclass(frozen=True, kw_only=True)
class EnteredLists:
    """The list of each kind that counts on a day; None where none was entered."""

    reservable: ListedServices | None = None
    health_care: ListedServices | None = None
    regulation_77: ListedServices | None = None

    @property
    def of_routes(self) -> Lists:
        """Those that the routes of a procurement turn on."""
        return Lists(reservable=self.reservable, health_care=self.health_care)


def entered_lists(on: dt.date | None) -> EnteredLists:
    """Of each kind the list in force on that day; failing that the newest, which then says itself that it does not
    hold. One query."""
    found: dict[str, ListedServices] = {}
    for row in ServiceList.objects.order_by("kind", "-valid_from"):
        listed = as_listed(row)
        if row.kind not in found or (on is not None and listed.holds_on(on)):
            found[row.kind] = listed
    return EnteredLists(
        reservable=found.get(ServiceListKind.RESERVABLE),
        health_care=found.get(ServiceListKind.HEALTH_CARE),
        regulation_77=found.get(ServiceListKind.REGULATION_77),
    )


def as_listed(row: ServiceList) -> ListedServices:
    """The stored list as the rules take it."""
    return ListedServices(frozenset(row.codes), row.source_link, row.valid_from, row.checked_on, row.valid_to)
