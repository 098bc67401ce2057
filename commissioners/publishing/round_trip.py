"""What opportunities say, without the keys and times of one database: to compare them before and after a journey."""

from commissioners.importing.opportunities import FIELDS, STATEMENT
from commissioners.importing.values import plain
from commissioners.models import Award, Lot

from .reading import ocid_of, public, reference_of

LOT_FIELDS = (
    *("title", "description", "is_nationwide", "value", "value_with_vat"),
    *("starts_on", "ends_on", "outcome", "outcome_reason", "decided_at"),
)
AWARD_FIELDS = (
    *("title", "source", "awarded_on", "value", "is_joint", "bids_received", "voluntary_bids_received"),
    *("standstill_ends_on", "entered_on", "starts_on", "ends_on", "may_extend_to", "relied_on_section_33", "note"),
)
SUPPLIER_FIELDS = ("name", "identifier", "is_small", "is_voluntary", "is_lead")


def picture() -> dict[str, dict]:
    """Every public opportunity by ocid and buyer, with lots and awards. Reads all of them at once."""
    rows = public()
    lots, awards = _lots(), _awards()
    return {
        f"{ocid_of(row)} {row.body.name}": _fields(row, (*FIELDS, *STATEMENT, "state"))
        | {
            "buyer": (row.body.kind, row.body.buyer_class, row.body.website),
            "joint_buyers": sorted(body.name for body in row.joint_buyers.all()),
            "lots": lots.get(row.pk, {}),
            "awards": awards.get(row.pk, {}),
        }
        for row in rows.select_related("body").prefetch_related("joint_buyers")
    }


def differences(before: dict, after: dict) -> list[str]:
    """Each place in which two pictures differ, with both values; empty where they are equal."""
    found = [f"{name}: missing {'before' if name in after else 'after'}" for name in before.keys() ^ after.keys()]
    for name in before.keys() & after.keys():
        for field, value in before[name].items():
            if value != after[name][field]:
                found.append(f"{name}, {field}: {value!r} became {after[name][field]!r}")
    return sorted(found)


def _lots() -> dict[int, dict]:
    found: dict[int, dict] = {}
    for lot in Lot.objects.prefetch_related("services", "places", "regions"):
        found.setdefault(lot.opportunity_id, {})[lot.number] = _fields(lot, LOT_FIELDS) | _delivery(lot)
    return found


def _awards() -> dict[int | None, dict]:
    found: dict[int | None, dict] = {}
    related = ("services", "places", "regions", "lots", "suppliers")
    for award in Award.objects.exclude(opportunity=None).prefetch_related(*related):
        found.setdefault(award.opportunity_id, {})[reference_of(award)] = (
            _fields(award, AWARD_FIELDS)
            | _delivery(award)
            | {
                "lots": sorted(lot.number for lot in award.lots.all()),
                "suppliers": [_fields(each, SUPPLIER_FIELDS) for each in award.suppliers.all()],
            }
        )
    return found


def _fields(thing, names) -> dict:
    return {name: plain(getattr(thing, name)) for name in names}


def _delivery(thing) -> dict:
    return {kind: sorted(row.code for row in getattr(thing, kind).all()) for kind in ("services", "places", "regions")}
