"""How loops are compiled, and where the result is kept, so that only the first start pays for it.

Only kernel.py, exact.py, certified.py, pair_kernel.py and pair_loops.py may import this: Numba takes a second to load,
and web processes and small sectors never need it. Compiled code is kept beside the sources, or in the user's cache
where those are read-only, in a folder named after what the sources say: Numba itself looks at one file only and would
go on using a formula that has changed in another. Where nothing is writable it is compiled at each start, in about ten
seconds.
"""

import os
import stat
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numba import config, njit
from numba.extending import register_jitable

from . import determinants, fit_formulas, scoring

HERE = Path(__file__).parent
SOURCES = (
    "compiled.py",
    "determinants.py",
    "exact.py",
    "fit_formulas.py",
    "kernel.py",
    "pair_loops.py",
    "scoring.py",
    "unknown.py",
)


def _kept_in() -> str:
    """The folder for compiled code; empty where none can be written."""
    digest = sha256(b"".join((HERE / name).read_bytes() for name in SOURCES)).hexdigest()[:16]
    for place in _places():
        folder = place / f"compiled-{digest}"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            is_ours = _is_ours_alone(folder)
        except OSError:
            continue
        if is_ours and os.access(folder, os.W_OK):
            return str(folder)
    return ""


def _places() -> list[Path]:
    given, home = os.environ.get("NUMBA_CACHE_DIR"), os.path.expanduser("~")
    if given:
        return [Path(given)]
    kept_at_home = [Path(home, ".cache/partnerships-portal")] if os.path.isabs(home) else []  # some users have no home
    return [HERE / "__pycache__", *kept_at_home]


def _is_ours_alone(folder: Path) -> bool:
    """Whether nobody else can put code into it: what is found there is run.

    A folder around it may be everybody's where it is like /tmp: there nobody can replace what belongs to another.
    """
    own, around = folder.lstat(), folder.parent.stat()
    is_replaceable = around.st_mode & stat.S_IWOTH and not around.st_mode & stat.S_ISVTX
    is_a_folder_of_ours = stat.S_ISDIR(own.st_mode) and own.st_uid == os.geteuid()
    return is_a_folder_of_ours and not own.st_mode & stat.S_IWOTH and not is_replaceable


KEPT_IN = _kept_in()
setattr(config, "CACHE_DIR", KEPT_IN)  # noqa: B010  the types do not know it


def threads() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def compiled(function):
    """Compile a loop over arrays: without the interpreter's lock, and with NumPy's rules for division by zero.

    No fast arithmetic: sums are made in the order written, so that results are the same bits as NumPy's.
    """
    return njit(function, nogil=True, cache=bool(KEPT_IN), error_model="numpy", boundscheck=False)


# The formulas, for compiled loops too. They stay plain functions for everybody else.
for formula in (
    determinants.share_reached,
    fit_formulas.opened,
    fit_formulas.parts,
    fit_formulas.total,
    fit_formulas.unknown,
    scoring.to_decimals,
):
    register_jitable(formula)


class Sets(NamedTuple):
    """A sparse matrix, as loops read it. Unsigned positions, for which no sign is looked at in the innermost loop."""

    start: np.ndarray  # int64 [rows + 1]
    members: np.ndarray  # uint32
    weights: np.ndarray

    @classmethod
    def of(cls, matrix, dtype) -> "Sets":
        return cls(
            matrix.indptr.astype(np.int64), matrix.indices.astype(np.uint32), np.ascontiguousarray(matrix.data, dtype)
        )
