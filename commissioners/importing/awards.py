"""Awards of imported procurements: joined to their opportunity, or kept as history by themselves."""

from collections import defaultdict
from typing import Any

from commissioners.choices import Source
from commissioners.models import Award, AwardSupplier, Lot, Opportunity
from commissioners.ocds.awards import MappedAward
from partnerships_portal.changes import actions as changes

from .groups import Group
from .lots import Codes
from .values import plain

FIELDS = (
    *("title", "source", "awarded_on", "value", "is_joint"),
    *("bids_received", "voluntary_bids_received", "opportunity_id"),
    *("standstill_ends_on", "entered_on", "starts_on", "ends_on", "may_extend_to", "relied_on_section_33", "note"),
)
SUPPLIER_FIELDS = ("name", "identifier", "is_small", "is_voluntary", "is_lead")
LINKS: dict[str, tuple[Any, str]] = {
    "services": (Award.services.through, "servicearea_id"),
    "places": (Award.places.through, "localauthority_id"),
    "regions": (Award.regions.through, "region_id"),
    "lots": (Award.lots.through, "lot_id"),
}


def write(groups: list[Group], opportunities: dict[tuple[str, int], Opportunity], *, codes: Codes, at) -> bool:
    """Write the awards of each group as its notices tell them now; returns whether anything changed.

    An award that its notices no longer tell (it was cancelled) goes.
    """
    existing: dict[tuple[str, int], dict[str, Award]] = defaultdict(dict)
    told = Award.objects.exclude(source=Source.PORTAL)  # what the buyer recorded here no notice overwrites
    found = told.filter(ocid__in={group.ocid for group in groups}).prefetch_related("suppliers")
    for award in found:
        existing[(award.ocid, award.body_id)][award.award_reference] = award
    links = {kind: _linked(kind, [award.pk for award in found]) for kind in LINKS}
    numbers = _lots_by_number([each.pk for each in opportunities.values()])
    work = _Work(codes, links)
    for group in groups:
        key = group.key
        opportunity = opportunities.get(key)
        work.plan(group, opportunity, existing[key], numbers[opportunity.pk if opportunity else None])
    is_changed = work.save()
    if is_changed:
        Opportunity.objects.filter(pk__in=work.touched).update(updated_at=at)  # its release is another now
        changes.mark(kind="everything", at=at)
    return is_changed


class _Work:
    """What is to be written for the awards of a batch."""

    def __init__(self, codes: Codes, linked: dict[str, dict[int, set[int]]]):
        self.codes, self.linked = codes, linked
        self.create: list[Award] = []
        self.update: list[Award] = []
        self.delete: list[int] = []
        self.suppliers: list[tuple[Award, MappedAward]] = []
        self.relink: list[tuple[Award, dict[str, set[int]]]] = []
        self.touched: set[int] = set()  # opportunities whose awards change

    def plan(self, group: Group, opportunity: Opportunity | None, now: dict[str, Award], lots: dict[str, int]) -> None:
        """Plan the awards of one procurement."""
        planned = self._planned()
        for mapped in group.mapped.awards:
            award = now.pop(mapped.reference, None)
            is_new = award is None
            award = award or Award(ocid=group.ocid, body_id=group.key[1], award_reference=mapped.reference)
            wanted = {name: getattr(mapped, name) for name in FIELDS if name not in ("source", "opportunity_id")}
            wanted |= {"source": group.mapped.source, "opportunity_id": opportunity.pk if opportunity else None}
            changed = [name for name, value in wanted.items() if plain(getattr(award, name)) != plain(value)]
            for name in changed:
                setattr(award, name, wanted[name])
            if is_new:
                self.create.append(award)
            elif changed:
                self.update.append(award)
            self._plan_rest(award, mapped, is_new, lots)
        self.delete += [award.pk for award in now.values()]
        if opportunity and self._planned() > planned:
            self.touched.add(opportunity.pk)

    def _planned(self) -> int:
        made = len(self.create) + len(self.update) + len(self.delete)
        return made + len(self.suppliers) + len(self.relink)

    def _plan_rest(self, award: Award, mapped: MappedAward, is_new: bool, lots: dict[str, int]) -> None:
        known = [] if is_new else [_facts(each) for each in award.suppliers.all()]
        wanted = [_facts(each) for each in mapped.suppliers]
        if known != wanted:
            self.suppliers.append((award, mapped))
        links = self.codes.of(mapped.delivery)
        if mapped.delivery.places.nationwide:
            links["regions"] = set(self.codes.ids["regions"].values())
        links |= {"lots": {lots[number] for number in mapped.lots if number in lots}}
        if is_new or any(self.linked[kind].get(award.pk, set()) != ids for kind, ids in links.items()):
            self.relink.append((award, links))

    def save(self) -> bool:
        """Write everything that was planned; returns whether there was anything."""
        Award.objects.filter(pk__in=self.delete).delete()
        Award.objects.bulk_create(self.create, batch_size=1000)
        Award.objects.bulk_update(self.update, FIELDS, batch_size=500)
        AwardSupplier.objects.filter(award__in=[award.pk for award, _ in self.suppliers]).delete()
        _save_suppliers(self.suppliers)
        for kind, (through, column) in LINKS.items():
            through.objects.filter(award__in=[award.pk for award, _ in self.relink]).delete()
            rows = [
                through(**{"award_id": award.pk, column: pk}) for award, ids in self.relink for pk in sorted(ids[kind])
            ]
            through.objects.bulk_create(rows, batch_size=5000)
        return any((self.delete, self.create, self.update, self.suppliers, self.relink))


def _save_suppliers(planned: list[tuple[Award, MappedAward]]) -> None:
    """Suppliers as published. Which organisations they are is found out for all of them (commissioners.suppliers)."""
    AwardSupplier.objects.bulk_create(
        [
            AwardSupplier(award=award, **dict(zip(SUPPLIER_FIELDS, _facts(each), strict=True)))
            for award, mapped in planned
            for each in mapped.suppliers
        ],
        batch_size=2000,
    )


def _facts(supplier) -> tuple:
    """What a notice says of a supplier, in the order of SUPPLIER_FIELDS."""
    return tuple(getattr(supplier, name) for name in SUPPLIER_FIELDS)


def _linked(kind: str, awards: list[int]) -> dict[int, set[int]]:
    through, column = LINKS[kind]
    found: dict[int, set[int]] = defaultdict(set)
    for award, other in through.objects.filter(award__in=awards).values_list("award_id", column):
        found[award].add(other)
    return found


def _lots_by_number(opportunity_ids: list[int]) -> dict[int | None, dict[str, int]]:
    found: dict[int | None, dict[str, int]] = defaultdict(dict)
    for pk, opportunity, number in Lot.objects.filter(opportunity__in=opportunity_ids).values_list(
        "pk", "opportunity_id", "number"
    ):
        found[opportunity][number] = pk
    return found
