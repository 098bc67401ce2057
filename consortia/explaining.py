"""What everyone may read about matching: the weights in force, and what was measured of its fairness."""

from .matching.weight_sets import published
from .matching.weights import DEFAULT
from .weighing.reading import parts_of


def explained() -> dict:
    """For the public page; a fixed number of queries."""
    in_force = published()
    values = in_force.values if in_force else DEFAULT
    return {"in_force": in_force, "parts": parts_of(values), "constants": values["constants"]}
