"""How full matchings go: what is done of one that runs, how fast, until when; and the ones before."""

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Max, Q

from partnerships_portal.pages import page_of

from .models import MatchBlock, MatchRun

RUNS_ON_A_PAGE = 20
# The phases that are timed, in the order of a run: matching/full_runs.py
PHASES = {
    "read": "Reading what is known",
    "keep": "Keeping it for other workers",
    "unpack": "Reading it in other workers",
    "encode": "Folding it into tables",
    "score": "Scoring organisations with opportunities",
    "write": "Writing these",
    "scopes": "Scope to partner",
    "partners": "Organisations with each other",
    "index": "Making indexes",
    "consortia": "Standing consortia with opportunities",
    "replay": "What changed meanwhile",
    "swap": "Bringing the results into force",
}


@dataclass(frozen=True)
class Progress:
    """A run that is not finished. Times are of the whole run, whatever number of workers shares it."""

    run: MatchRun
    done: int  # blocks
    total: int  # blocks; 1 until the world is read
    is_prepared: bool
    seconds: float  # since it began
    tried_again: int  # blocks whose worker failed or was lost
    last_error: str

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total

    @property
    def a_minute(self) -> float | None:
        """Blocks done in a minute, on average; None before the first that matches."""
        matched = self.done - 1
        return 60 * matched / self.seconds if self.is_prepared and matched > 0 and self.seconds > 0 else None

    @property
    def left(self) -> dt.timedelta | None:
        """The estimated time to the end."""
        rate = self.a_minute
        return dt.timedelta(minutes=(self.total - self.done) / rate) if rate else None

    def ends_at(self, at) -> dt.datetime | None:
        return at + self.left if self.left is not None else None


def progress(at) -> Progress | None:
    """How the newest unfinished run goes; None where none is under way. Two queries."""
    run = MatchRun.objects.unfinished().select_related("weight_set", "started_by").order_by("-pk").first()
    if run is None:
        return None
    found = MatchBlock.objects.filter(run=run).aggregate(
        done=Count("pk", filter=Q(done_at__isnull=False)),
        total=Count("pk"),
        prepared=Count("pk", filter=Q(kind=MatchBlock.Kind.PREPARE, done_at__isnull=False)),
        again=Count("pk", filter=Q(attempts__gt=1)),
        error=Max("error"),
    )
    return Progress(
        run=run,
        done=found["done"],
        total=max(found["total"], 1),
        is_prepared=bool(found["prepared"]),
        seconds=max((at - run.started_at).total_seconds(), 0.0),
        tried_again=found["again"],
        last_error=found["error"] or "",
    )


def runs_before(user, number) -> Page:
    """Runs that have ended, the newest first, each with `took`: from reading the world to results in force."""
    ended = MatchRun.objects.visible_to(user).exclude(state=MatchRun.State.RUNNING)
    ended = ended.select_related("weight_set", "started_by").annotate(took=F("finished_at") - F("started_at"))
    return page_of(Paginator(ended.defer("covers"), RUNS_ON_A_PAGE), number)


def phases(run: MatchRun) -> list[tuple[str, float]]:
    """(phase, seconds of all its workers together) of a run that is done."""
    return [(text, run.timings[f"{name}_s"]) for name, text in PHASES.items() if f"{name}_s" in run.timings]
