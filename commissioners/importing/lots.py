"""Lots of imported opportunities, with their services and places, written for many opportunities at once."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from commissioners.models import Lot
from commissioners.ocds.mapping import MappedLot
from partnerships_portal.reference.models import LocalAuthority, Region, ServiceArea

from .values import apply, plain

FIELDS = (
    *("title", "description", "is_nationwide", "value", "value_with_vat"),
    *("starts_on", "ends_on", "outcome", "outcome_reason", "decided_at"),
)
LINKS: dict[str, tuple[Any, str]] = {
    "services": (Lot.services.through, "servicearea_id"),
    "places": (Lot.places.through, "localauthority_id"),
    "regions": (Lot.regions.through, "region_id"),
}


class Codes:
    """Ids of reference data by code, held for one import."""

    def __init__(self):
        self.ids = {
            "services": dict(ServiceArea.objects.values_list("code", "pk")),
            "places": dict(LocalAuthority.objects.values_list("code", "pk")),
            "regions": dict(Region.objects.values_list("code", "pk")),
        }

    @property
    def is_loaded(self) -> bool:
        return all(self.ids.values())

    def of(self, delivery) -> dict[str, set[int]]:
        """Ids of the services, places and regions of a delivery; codes that are no rows here are left out."""
        codes = {
            "services": delivery.services,
            "places": delivery.places.authority_codes,
            "regions": delivery.places.region_codes,
        }
        return {
            kind: {self.ids[kind][code] for code in named if code in self.ids[kind]} for kind, named in codes.items()
        }


@dataclass
class LotChanges:
    """What is to be written for the lots of a batch."""

    codes: Codes
    existing: dict[int, dict[str, Lot]] = field(default_factory=dict)  # by opportunity, then number
    linked: dict[str, dict[int, set[int]]] = field(default_factory=dict)  # by kind, then lot
    create: list[tuple[Lot, dict[str, set[int]]]] = field(default_factory=list)
    update: list[Lot] = field(default_factory=list)
    delete: list[int] = field(default_factory=list)
    relink: dict[str, dict[int, set[int]]] = field(default_factory=lambda: {kind: {} for kind in LINKS})

    @classmethod
    def of(cls, opportunity_ids: list[int], codes: Codes) -> "LotChanges":
        """Ready to change the lots that these opportunities have now."""
        existing: dict[int, dict[str, Lot]] = defaultdict(dict)
        for lot in Lot.objects.filter(opportunity__in=opportunity_ids):
            existing[lot.opportunity_id][lot.number] = lot
        lots = [lot.pk for by_number in existing.values() for lot in by_number.values()]
        return cls(codes, existing, {kind: _linked(kind, lots) for kind in LINKS})

    def plan(self, opportunity, wanted: tuple[MappedLot, ...], before: dict) -> tuple[bool, dict]:
        """Plan the lots of one opportunity; returns whether any changes, and what to remember as written."""
        now = self.existing.get(opportunity.pk, {})
        written = {}
        changed = False
        for lot in wanted:
            fields, links = self._values(lot)
            written[lot.number] = {name: plain(value) for name, value in (fields | links).items()}
            if lot.number in now and lot.number in before:
                changed |= self._change(now[lot.number], fields, links, before[lot.number])
            elif lot.number not in now and lot.number not in before:
                self.create.append((Lot(opportunity=opportunity, number=lot.number, **fields), links))
                changed = True
        gone = [now[number] for number in before if number in now and number not in written]
        untouched = [lot for lot in gone if self._as_written(lot) == before[lot.number]]
        self.delete += [lot.pk for lot in untouched]
        return changed or bool(untouched), written

    def write(self) -> None:
        """Write everything that was planned."""
        Lot.objects.filter(pk__in=self.delete).delete()
        Lot.objects.bulk_create([lot for lot, _ in self.create], batch_size=1000)
        Lot.objects.bulk_update(self.update, FIELDS, batch_size=500)
        for kind, (through, column) in LINKS.items():
            through.objects.filter(lot__in=list(self.relink[kind])).delete()
            pairs = [(lot.pk, links[kind]) for lot, links in self.create] + list(self.relink[kind].items())
            rows = [through(**{"lot_id": pk, column: each}) for pk, ids in pairs for each in sorted(ids)]
            through.objects.bulk_create(rows, batch_size=5000)

    def _values(self, lot: MappedLot) -> tuple[dict, dict[str, set[int]]]:
        fields = {name: getattr(lot, name) for name in FIELDS if name != "is_nationwide"}
        return fields | {"is_nationwide": lot.delivery.places.nationwide}, self.codes.of(lot.delivery)

    def _change(self, lot: Lot, fields: dict, links: dict[str, set[int]], before: dict) -> bool:
        changed = bool(apply(lot, fields, before))
        if changed:
            self.update.append(lot)
        for kind, ids in links.items():
            current = plain(self.linked[kind].get(lot.pk, set()))
            if current == before.get(kind, current) and current != plain(ids):
                self.relink[kind][lot.pk] = ids
                changed = True
        return changed

    def _as_written(self, lot: Lot) -> dict:
        fields = {name: plain(getattr(lot, name)) for name in FIELDS}
        return fields | {kind: plain(self.linked[kind].get(lot.pk, set())) for kind in LINKS}


def _linked(kind: str, lots: list[int]) -> dict[int, set[int]]:
    through, column = LINKS[kind]
    found: dict[int, set[int]] = defaultdict(set)
    for lot, other in through.objects.filter(lot__in=lots).values_list("lot_id", column):
        found[lot].add(other)
    return found
