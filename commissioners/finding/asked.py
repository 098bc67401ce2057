"""What a visitor asks the list of opportunities for, read from the address. What makes no sense is left out."""

from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from commissioners.choices import Openness, Source, State
from partnerships_portal.reference.models import LocalAuthority, Region, ServiceArea

from .bands import DEADLINES, VALUES

LIVE = (State.EARLY_ENGAGEMENT, State.OPEN)  # what is shown unless asked otherwise
NOT_STATED = "not_stated"  # in an address, for choices whose value is ""
SORTS = {"deadline": "Deadline, soonest first", "newest": "Newest first", "value": "Highest value first"}
BEST_MATCH = "match"
LONGEST_SEARCH = 200
SIMPLE = ("state", "openness", "deadline", "value", "source")  # facets of the opportunity itself


def group_of(area: ServiceArea) -> int:
    """Primary key of the group that a service belongs to; a group belongs to itself."""
    return area.parent_id or area.pk


def ticked_position(area: ServiceArea, groups: list[ServiceArea]) -> int:
    """Where the group of a service stands among `groups`."""
    return [group.pk for group in groups].index(group_of(area))


@dataclass(frozen=True)
class Asked:
    """A question to the list, made of what the address said."""

    data: QueryDict

    def _chosen(self, name: str, allowed) -> list[str]:
        return [value for value in dict.fromkeys(self.data.getlist(name)) if value in allowed]

    @cached_property
    def words(self) -> str:
        return self.data.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]

    @cached_property
    def ticked(self) -> dict[str, list[str]]:
        """What is ticked in each simple facet; for states, those in which something can still be done if none is."""
        openness = [NOT_STATED if value == "" else value for value in Openness.values]
        return {
            "state": self._chosen("state", State.values) or list(LIVE),
            "openness": self._chosen("openness", openness),
            "deadline": self._chosen("deadline", DEADLINES),
            "value": self._chosen("value", VALUES),
            "source": self._chosen("source", Source.values),
        }

    @cached_property
    def everything(self) -> bool:
        """Notices outside public services too."""
        return self.data.get("outside") == "1"

    @cached_property
    def sorts(self) -> dict[str, str]:
        return ({BEST_MATCH: "Best match"} if self.words else {}) | SORTS

    @cached_property
    def sort(self) -> str:
        wanted = self.data.get("sort", "")
        return wanted if wanted in self.sorts else next(iter(self.sorts))

    @cached_property
    def groups(self) -> list[ServiceArea]:
        return [area for area in self.areas if area.parent_id is None]

    @cached_property
    def areas(self) -> list[ServiceArea]:
        return list(ServiceArea.objects.all())

    @cached_property
    def services(self) -> list[ServiceArea]:
        """The services ticked within groups. A group among them stands for lots that say no more than the group."""
        wanted = set(self.data.getlist("service"))
        return [area for area in self.areas if area.code in wanted]

    @cached_property
    def ticked_groups(self) -> list[ServiceArea]:
        """The groups ticked, and those of the services ticked."""
        wanted = set(self.data.getlist("group"))
        implied = {group_of(area) for area in self.services}
        return [group for group in self.groups if group.code in wanted or group.pk in implied]

    @cached_property
    def within_groups(self) -> list[ServiceArea]:
        """What can be ticked to narrow the groups ticked: their services, then each group for itself."""
        ticked = {group.pk for group in self.ticked_groups}
        found = [area for area in self.areas if group_of(area) in ticked]
        return sorted(found, key=lambda area: (ticked_position(area, self.ticked_groups), area.parent_id is None))

    @cached_property
    def wanted_services(self) -> list[int]:
        """Primary keys: within each group ticked, the services ticked, or all of them where none is."""
        narrowed = {group_of(area) for area in self.services}
        chosen = {area.pk for area in self.services}
        return [area.pk for area in self.within_groups if area.pk in chosen or group_of(area) not in narrowed]

    @cached_property
    def regions(self) -> list[Region]:
        return list(Region.objects.all())

    @cached_property
    def districts(self) -> list[LocalAuthority]:
        """The districts ticked."""
        wanted = [code for code in self.data.getlist("district") if "\x00" not in code]
        return list(LocalAuthority.objects.filter(code__in=wanted)) if wanted else []

    @cached_property
    def ticked_regions(self) -> list[Region]:
        """The regions ticked, and those of the districts ticked."""
        wanted = set(self.data.getlist("region"))
        implied = {district.region_id for district in self.districts}
        return [region for region in self.regions if region.slug in wanted or region.pk in implied]

    @cached_property
    def whole_regions(self) -> list[int]:
        """Primary keys of regions ticked in which no district is."""
        narrowed = {district.region_id for district in self.districts}
        return [region.pk for region in self.ticked_regions if region.pk not in narrowed]

    @cached_property
    def narrows(self) -> bool:
        """Whether anything is asked beyond what the bare list shows."""
        return bool(set(self.data) - {"page", "sort"}) and any(self.data.getlist(name) != [""] for name in self.data)
