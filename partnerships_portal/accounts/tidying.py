"""Deleting what the portal has no more reason to keep: rules of the apps, run once a day.

Each app keeps its own in `<app>/retention.py`, which is read when the portal starts:

    UNSENT = Period(days=365, words="12 months after you last changed it")

    @rule("unsent registrations", UNSENT)
    def delete_unsent(at) -> int:
        return delete_in_chunks(Registration.objects.filter(sent_at=None, updated_at__lte=UNSENT.before(at)))

A rule returns how many rows it acted on, and may run any number of times.
"""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from .audit import record
from .models import TidyingRun
from .register import Period

log = logging.getLogger(__name__)

CHUNK = 1000  # rows: short transactions, so that nobody waits for the tidying


@dataclass(frozen=True)
class Rule:
    """What is kept for how long, and the function that ends it."""

    name: str
    period: Period
    apply: Callable[[dt.datetime], int]


_rules: dict[str, Rule] = {}


def rule(name: str, period: Period):
    """Have the function run once a day. Raises ValueError for a name that is taken."""

    def enter(function: Callable[[dt.datetime], int]):
        if name in _rules:
            raise ValueError(f"There are two retention rules for {name}.")
        _rules[name] = Rule(name, period, function)
        return function

    return enter


def rules() -> list[Rule]:
    return list(_rules.values())


def tidy(*, at: dt.datetime) -> TidyingRun:
    """Run every rule. One that fails is logged and does not keep the others from running; it runs again tomorrow."""
    removed, failed = {}, []
    for each in rules():
        try:
            if count := each.apply(at):
                removed[each.name] = count
        except Exception:
            log.exception("retention of %s failed", each.name)
            failed.append(each.name)
    with transaction.atomic():
        run = TidyingRun.objects.create(at=at, removed=removed)
        record(actor=None, action="retention_applied", target=run, at=at, removed=removed, failed=failed)
    return run


def delete_in_chunks(rows: QuerySet) -> int:
    """Delete the rows a chunk at a time; returns how many there were, without those that went with them."""
    deleted = 0
    while ids := list(rows.order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        with transaction.atomic():
            rows.model._base_manager.filter(pk__in=ids).delete()
        deleted += len(ids)
    return deleted
