"""How long reading, packing and encoding the world of DATABASE_URL takes, and the peak of memory so far."""

import json
import resource
import time

from django.utils import timezone

from consortia.matching.fit_tables import FitTables
from consortia.matching.packing import packed, unpacked
from consortia.matching.store import read_world
from consortia.matching.weights import DEFAULT

TIMES = 3


def main() -> None:
    """The least of TIMES of each."""
    at = timezone.now()
    world, read_s = _least(lambda: read_world(at))
    content, pack_s = _least(lambda: packed(world))
    _, unpack_s = _least(lambda: unpacked(content))
    _, encode_s = _least(lambda: FitTables.of(world, DEFAULT))
    found = {
        "name": "match_read",
        "organisations": len(world.organisations),
        "opportunities": len(world.opportunities),
        "read_s": read_s,
        "pack_s": pack_s,
        "unpack_s": unpack_s,
        "packed_mb": round(len(content) / 1e6, 1),
        "encode_s": encode_s,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }
    print(json.dumps(found), flush=True)


def _least(work):
    """(the result, seconds)."""
    seconds = []
    for _ in range(TIMES):
        start = time.perf_counter()
        found = work()
        seconds.append(time.perf_counter() - start)
    return found, round(min(seconds), 3)
