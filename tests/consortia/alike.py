"""Whether two worlds are the same in every array, its type included."""

from dataclasses import fields, is_dataclass

import numpy as np


def differences(one, other, name="world") -> list[str]:
    """The names of what differs between two dataclasses of arrays, matrices and words."""
    if is_dataclass(one):
        return [
            found
            for field in fields(one)
            for found in differences(getattr(one, field.name), getattr(other, field.name), f"{name}.{field.name}")
        ]
    if hasattr(one, "indptr"):
        found = [f"{name}.shape"] if one.shape != other.shape else []
        for part in ("data", "indices", "indptr"):
            found += differences(getattr(one, part), getattr(other, part), f"{name}.{part}")
        return found
    if isinstance(one, np.ndarray):
        same = one.dtype == other.dtype and one.shape == other.shape
        return [] if same and np.array_equal(one, other, equal_nan=one.dtype.kind == "f") else [name]
    return [] if one == other else [name]
