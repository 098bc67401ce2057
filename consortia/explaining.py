"""What everyone may read about matching: the weights in force, and what was measured of its fairness."""

from .matching.weight_sets import published
from .matching.weights import DEFAULT
from .models import FairnessMeasure
from .weighing.pictures import percent
from .weighing.reading import parts_of


def explained() -> dict:
    """For the public page; a fixed number of queries."""
    in_force = published()
    values = in_force.values if in_force else DEFAULT
    measured = FairnessMeasure.objects.select_related("weight_set").first()
    return {
        "in_force": in_force,
        "parts": parts_of(values),
        "constants": values["constants"],
        "measured": measured,
        "quartiles": _quartiles(measured.figures["quartiles"]) if measured else [],
    }


def _quartiles(groups: list[dict]) -> list[tuple[str, str, str, int]]:
    """(group, organisations, share in words, share in per cent for its bar)."""
    return [
        (
            group["label"],
            "Fewer than 5, or not told" if group["share"] is None else f"{group['organisations']:,}",
            "Not told" if group["share"] is None else percent(group["share"]),
            round(100 * (group["share"] or 0)),
        )
        for group in groups
    ]
