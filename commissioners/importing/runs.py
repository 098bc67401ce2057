"""One import from beginning to end."""

import datetime as dt
import logging
from collections.abc import Callable, Iterable

from django.db import InterfaceError, OperationalError

from commissioners.actions.awards import link_suppliers
from commissioners.models import Award, Opportunity
from commissioners.ocds.reading import Broken, Found, Trouble, read
from commissioners.ocds.scrubbing import masked
from commissioners.ocds.shapes import text

from .batches import import_batch
from .bodies import Bodies
from .lots import Codes
from .prepared import Prepared, Unusable, prepare
from .summary import Summary

log = logging.getLogger(__name__)
BATCH = 200  # releases in one transaction


# Classes of PostgreSQL's error codes: connection, transaction, resources, state, operator, system
NOT_THE_RELEASES_FAULT = ("08", "40", "53", "55", "57", "58")


def trouble_of_the_database(error: Exception) -> str:
    """What is wrong with the database where `error` says that; "" where it is what was to be written."""
    if not isinstance(error, OperationalError | InterfaceError):
        return ""
    code = getattr(error.__cause__, "pgcode", None)
    return str(error).strip() if code is None or code.startswith(NOT_THE_RELEASES_FAULT) else ""


class NotReady(Exception):
    """The import cannot start. The message says what to do first."""


class Run:
    """Imports sources one after the other and counts what became of their releases.

    `say(text)` is told, for people, about everything that failed and about progress.
    """

    def __init__(self, *, at: dt.datetime, say: Callable[[str], None]):
        self.at, self.say = at, say
        self.summary = Summary()
        self.ocids: set[str] = set()
        self.waiting: list[tuple[str, Prepared]] = []
        self.trouble = ""  # of the database, which no release is to blame for
        self.codes, self.bodies = Codes(), Bodies()
        if not self.codes.is_loaded:
            raise NotReady("Load the reference data first: manage.py load_reference")

    def import_sources(self, sources: Iterable[str]) -> Summary:
        """Import every source; a source or release that fails is reported and does not stop the others."""
        for source in sources:
            self.say(f"Reading {source}")
            self.import_items(source, read(source))
            self.say(f"{source}: {self.summary.releases} releases so far, {self.summary.failed} failed")
        return self.finish()

    def import_items(self, source: str, items: Iterable[Found | Broken | Trouble]) -> None:
        """Import what was read from one source; `source` names it in what is said."""
        for item in items:
            self._take(source, item)
        self._flush()

    def finish(self) -> Summary:
        """After the last source: give organisations the awards that came, and count what the releases belong to."""
        if self.summary.created or self.summary.updated:
            link_suppliers(at=self.at)
        ocids = sorted(self.ocids)
        for start in range(0, len(ocids), 5000):
            some = ocids[start : start + 5000]
            self.summary.opportunities += Opportunity.objects.filter(ocid__in=some).count()
            self.summary.history += Award.objects.filter(ocid__in=some, opportunity=None).count()
        return self.summary

    def _take(self, source: str, item: Found | Broken | Trouble) -> None:
        if isinstance(item, Trouble):
            self.summary.reasons["unreadable_source"] += 1
            self.say(item.reason)
            return
        where = f"{source}, release {item.position}"
        if isinstance(item, Broken):
            self._fail(where, item.name, item.reason, "broken")
            return
        name = masked(text(item.release.get("ocid"), 120) or text(item.release.get("id"), 120))
        try:
            prepared = prepare(item.release, at=self.at)
        except Unusable as error:
            self._fail(where, name, str(error), "no_ocid")
        except Exception as error:  # whatever a stranger's file holds, the rest must go on
            log.exception("A release could not be mapped")
            self._fail(where, name, f"{type(error).__name__}: {error}", "not_understood")
        else:
            self.waiting.append((where, prepared))
            if len(self.waiting) >= BATCH:
                self._flush()

    def _flush(self) -> None:
        """Import what is waiting: all together, or one by one where that fails, so that one costs only itself."""
        waiting, self.waiting = self.waiting, []
        if not waiting:
            return
        try:
            self._import(waiting)
        except Exception as error:
            log.warning("A batch of %d releases goes one by one: %s", len(waiting), error)
            self.bodies = Bodies()
            for each in waiting:
                self._import_alone(each)
        if self.summary.releases % 5000 < BATCH:
            self.say(f"{self.summary.releases} releases")

    def _import_alone(self, waiting: tuple[str, Prepared]) -> None:
        try:
            self._import([waiting])
        except Exception as error:
            self.bodies = Bodies()
            where, prepared = waiting
            log.exception("A release could not be stored")
            self.trouble = self.trouble or trouble_of_the_database(error)
            self._fail(where, prepared.ocid, f"{type(error).__name__}: {error}".strip(), "not_stored")

    def _import(self, waiting: list[tuple[str, Prepared]]) -> None:
        prepared = [each for _, each in waiting]
        words = import_batch(prepared, bodies=self.bodies, codes=self.codes, at=self.at)
        for each, word in zip(prepared, words, strict=True):
            setattr(self.summary, word, getattr(self.summary, word) + 1)
            self.summary.add_mapped(each.mapped.mapped, each.mapped.reasons)
            self.ocids.add(each.ocid)

    def _fail(self, where: str, name: str, why: str, reason: str) -> None:
        self.summary.failed += 1
        self.summary.reasons[reason] += 1
        self.say(f"{where}{f' ({name})' if name else ''} was left out: {why}")
