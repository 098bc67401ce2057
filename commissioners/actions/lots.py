"""What people do with the lots of an opportunity. On a published one each is an amendment."""

from django.db import transaction

from commissioners.choices import State
from commissioners.differences import assign, difference
from commissioners.models import Lot
from partnerships_portal.accounts.transitions import NotPossible

from .amending import finish, lock
from .meanwhile import check

CHOSEN = ("services", "regions", "places")


def _names(things) -> str:
    return ", ".join(sorted(str(thing) for thing in things))


def _choose(lot, chosen: dict) -> list[dict[str, str]]:
    """Set the services, regions and places of a saved lot; returns what differs from before."""
    found = []
    for field in CHOSEN:
        before, after = set(getattr(lot, field).all()), set(chosen[field])
        if before != after:
            getattr(lot, field).set(after)
            found.append({**difference(field.capitalize(), _names(before), _names(after)), "field": field})
    return found


def _next_number(opportunity) -> str:
    numbers = [int(number) for number in opportunity.lots.values_list("number", flat=True) if number.isdecimal()]
    return str(max(numbers, default=0) + 1)


def _present(lot) -> Lot:
    """The lot as it is now, locked. Raises NotPossible if somebody else has removed it."""
    present = Lot.objects.select_for_update().filter(pk=lot.pk).first()
    if present is None:
        raise NotPossible("Somebody else has removed this lot: reload the page to see how the opportunity stands now.")
    return present


@transaction.atomic
def add(*, opportunity, values: dict, chosen: dict, by, at, note: str = "") -> Lot:
    """Add a lot with the next free number. `chosen` holds services, regions and places."""
    current = lock(opportunity)
    lot = Lot.objects.create(opportunity=current, number=_next_number(current), **values)
    _choose(lot, chosen)
    finish(current, changes=[difference(f"Lot {lot.number}", "", "Added")], note=note, by=by, at=at)
    return lot


@transaction.atomic
def change(*, lot, values: dict, chosen: dict, by, at, seen: str = "", note: str = "") -> None:
    """Change a lot. `seen` as for an opportunity. Saving what is there already changes nothing."""
    current = lock(lot.opportunity)
    lot = _present(lot)
    check(lot, values | chosen, seen=seen)
    changes = assign(lot, values)
    if changes:
        lot.save(update_fields=[change["field"] for change in changes])
    changes += _choose(lot, chosen)
    for line in changes:
        line["what"] = f"Lot {lot.number}: {line['what'][:1].lower()}{line['what'][1:]}"
    if changes:
        finish(current, changes=changes, note=note, by=by, at=at)


@transaction.atomic
def remove(*, lot, by, at, note: str = "") -> None:
    """Remove a lot. The last one stays: every opportunity has at least one."""
    current = lock(lot.opportunity)
    lot = _present(lot)
    if current.lots.count() == 1:
        raise NotPossible("An opportunity needs at least one lot. Change this one instead.")
    if current.state != State.DRAFT and lot.awards.exists():
        raise NotPossible("This lot has an award and can no longer be removed.")
    number = lot.number
    lot.delete()
    changes = [difference(f"Lot {number}", "", "Removed"), *_take_value_of_the_last(current)]
    finish(current, changes=changes, note=note, by=by, at=at)


def _take_value_of_the_last(opportunity) -> list[dict]:
    """A single lot is the whole, so its value becomes the total; the old total held lots that are gone."""
    values = list(opportunity.lots.values_list("value", flat=True))
    if len(values) > 1 or values[0] is None:
        return []
    changes = assign(opportunity, {"value": values[0]})
    if changes:
        opportunity.save(update_fields=["value"])
    return changes
