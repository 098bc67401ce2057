"""Advisers as candidates for a line of a package: read here, ranked by `suggesting`."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Count, Q, Sum

from mutuals.models import Organisation
from partnerships_portal.accounts.models import User
from partnerships_portal.reference.models import LocalAuthority
from support_requests.models import Adviser, Assignment, Package, PackageLine, TimeEntry

from .budgets import worked_on
from .conflicts import conflicts_as_read
from .suggesting import Candidate, Need


def need_of(line: PackageLine) -> Need:
    """What is still to be worked on the line, and where."""
    label = line.get_support_type_display()
    return Need(
        support_type=line.support_type,
        label=label[:1].lower() + label[1:],
        days=max(line.days - worked_on(line), Decimal(0)),
        regions=_regions_of(line.package.request.organisation),
    )


def candidates_for(line: PackageLine, *, today: dt.date, reader: User) -> list[Candidate]:
    """Everybody who advises and has not left, with what matters for this line, as far as `reader` may know it: as many
    queries whatever the number."""
    advisers = list(Adviser.objects.working().select_related("person").prefetch_related("regions"))
    conflicts = conflicts_as_read(line.package, advisers, reader=reader)
    promised, worked = promised_days(advisers), worked_in_month(advisers, today)
    helped = _helped(line.package)
    declined = set(line.assignments.filter(state=Assignment.State.DECLINED).values_list("adviser", flat=True))
    return [
        Candidate(
            pk=one.pk,
            name=str(one),
            expertise=frozenset(one.expertise),
            days_a_month=one.days_a_month,
            regions=frozenset(region.pk for region in one.regions.all()),
            promised=promised.get(one.pk, Decimal(0)),
            worked=worked.get(one.pk, Decimal(0)),
            helped_before=helped.get(one.pk, 0),
            conflict=conflicts.get(one.pk, ""),
            declined=one.pk in declined,
        )
        for one in advisers
    ]


def promised_days(advisers: Iterable[Adviser]) -> dict[int, Decimal]:
    """By adviser, the days of lines that they were asked for or agreed to, less what was worked on: two queries."""
    live = Assignment.objects.live().filter(adviser__in=[one.pk for one in advisers], line__package__ended_at=None)
    rows = live.values_list("adviser", "line", "line__days")
    worked = dict(
        TimeEntry.objects.filter(assignment__line__in=live.values("line"))
        .values_list("assignment__line")
        .annotate(days=Sum("days"))
    )
    promised: dict[int, Decimal] = {}
    for adviser, line, days in rows:
        promised[adviser] = promised.get(adviser, Decimal(0)) + max(days - worked.get(line, Decimal(0)), Decimal(0))
    return promised


def worked_in_month(advisers: Iterable[Adviser], today: dt.date) -> dict[int, Decimal]:
    """By adviser, the days that they worked in the month of `today`."""
    entries = TimeEntry.objects.filter(assignment__adviser__in=[one.pk for one in advisers])
    entries = entries.filter(worked_on__gte=today.replace(day=1), worked_on__lte=today)
    return dict(entries.values_list("assignment__adviser").annotate(days=Sum("days")))


def _helped(package: Package) -> dict[int, int]:
    """By adviser, in how many other packages of the organisation they helped."""
    helped = Q(state__in=(Assignment.State.ACCEPTED, Assignment.State.DONE))
    before = Assignment.objects.filter(helped, line__package__request__organisation=package.request.organisation_id)
    counted = before.exclude(line__package=package).values_list("adviser")
    return dict(counted.annotate(packages=Count("line__package", distinct=True)))


def _regions_of(organisation: Organisation) -> frozenset[int]:
    """Where the organisation works; empty where it is not known, or anywhere in England."""
    if organisation.is_national:
        return frozenset()
    districts = LocalAuthority.objects.filter(Q(organisations=organisation) | Q(based_organisations=organisation))
    return frozenset(districts.values_list("region", flat=True))
