"""How long a full matching of the world of DATABASE_URL takes, phase by phase, and its peak of memory.

Of a large sector partners are found for the organisations with members: `partners_of` so many.
In this process alone, from reading the database to results in force.
"""

import json
import time

from django.utils import timezone

from consortia.matching import running
from consortia.models import MatchBlock, MatchRun

# What belongs to which phase of matching: see consortia/run_progress.py
PHASES = {
    "read": ("read", "keep", "unpack"),
    "encode": ("encode",),
    "score": ("score",),
    "write": ("write", "index"),
    "swap": ("replay", "swap"),
    "scopes": ("scopes",),
    "partners": ("partners",),
}


def main() -> None:
    started = time.perf_counter()
    run = running.full_run(at=timezone.now(), why="A benchmark")
    say("match_full", run, time.perf_counter() - started)


def say(name: str, run: MatchRun, seconds: float, **more) -> None:
    found = {"name": name, "organisations": run.organisations, "opportunities": run.opportunities, **more}
    found |= {"state": run.state, "seconds": round(seconds, 3), "blocks": run.blocks.count()}
    partners = run.blocks.filter(kind=MatchBlock.Kind.PARTNERS).values_list("first", "end")
    found["partners_of"] = sum(end - first for first, end in partners)
    times = run.timings
    found |= {
        phase: round(sum(times.get(f"{part}_s", 0) for part in parts), 3)
        for phase, parts in PHASES.items()
        if any(f"{part}_s" in times for part in parts)
    }
    print(json.dumps(found | {"peak_mb": times.get("peak_mb")}), flush=True)
