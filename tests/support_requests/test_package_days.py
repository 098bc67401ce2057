"""Days of packages: entered by who worked them, never more than a line or a budget has."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from support_requests.actions import budgets, packages, time_entries
from support_requests.delivering.budgets import days_taken, views_of
from support_requests.delivering.years import year_of
from support_requests.models import SupportBudget
from tests.factories.delivery import TimeEntryFactory
from tests.factories.support import (
    AssignmentFactory,
    PackageFactory,
    PackageLineFactory,
    SupportBudgetFactory,
    SupportRequestFactory,
)

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def helping(organisation):
    """An adviser helps with three days of legal advice."""
    return AssignmentFactory(line__package__request__organisation=organisation)


def enter(assignment, days, *, by=None, on=None, key=None):
    at = timezone.now()
    return time_entries.enter_time(
        assignment=assignment,
        days=Decimal(days),
        worked_on_day=on or timezone.localdate(at),
        what="Drafted the agreement",
        form_key=key or uuid.uuid4(),
        by=by or assignment.adviser.person,
        at=at,
    )


def test_days_worked_are_never_more_than_the_line_has(helping):
    enter(helping, "2.75")
    with pytest.raises(NotPossible, match="has ¼ day left"):
        enter(helping, "0.5")
    enter(helping, "0.25")
    with pytest.raises(NotPossible, match="All days of Legal advice are worked"):
        enter(helping, "0.25")


def test_days_are_entered_for_days_since_the_agreement_and_not_ahead(helping):
    for day in (timezone.localdate() + DAY, timezone.localdate(helping.line.package.agreed_at) - DAY):
        with pytest.raises(NotPossible, match="when the package was agreed, to today"):
            enter(helping, "1", on=day)


def test_an_officer_enters_days_for_somebody_who_was_taken_off_and_they_do_not(helping, triage):
    type(helping).objects.filter(pk=helping.pk).update(state="withdrawn", answered_at=timezone.now())
    helping.refresh_from_db()
    with pytest.raises(NotPossible, match="You do not work on this any more"):
        enter(helping, "1")
    assert enter(helping, "1", by=triage).days == 1


def test_fewer_days_than_were_worked_and_more_than_the_budget_has_are_refused(helping, triage):
    SupportBudget.objects.update(days=Decimal(5))
    enter(helping, "2")

    def change(days, seen="3"):
        said = {"days": Decimal(days), "seen": Decimal(seen)}
        return budgets.change_days(line=helping.line, **said, by=triage, at=timezone.now())

    with pytest.raises(NotPossible, match="2 days have been worked"):
        change("1.5")
    with pytest.raises(NotPossible, match="has 2 days left, and this would take 3 days"):
        change("6")
    assert change("5") and not change("5")
    with pytest.raises(NotPossible, match="changed these days to 5 days meanwhile"):
        change("4", seen="3")
    assert Notification.objects.filter(event="advising_days_changed").count() == 1


def test_a_budget_counts_what_is_set_aside_and_what_was_worked(helping, staff):
    budget = helping.line.package.budget
    enter(helping, "1")
    ended = PackageFactory(budget=budget, ended_at=timezone.now())
    TimeEntryFactory(assignment__line=PackageLineFactory(package=ended, days=Decimal(9)), days=Decimal("1.5"))
    assert days_taken(budget) == Decimal("4.5")
    view = views_of(SupportBudget.objects.all())[0]
    assert (view.taken, view.left, view.worked, view.going) == (Decimal("4.5"), Decimal("95.5"), Decimal("2.5"), 1)
    with pytest.raises(NotPossible, match="have taken 4½ days"):
        budgets.change_budget(budget=budget, days=Decimal(4), seen=budget.days, by=staff, at=timezone.now())


@pytest.mark.parametrize(("day", "year"), [("2027-03-31", 2026), ("2027-04-01", 2027), ("2026-12-31", 2026)])
def test_the_year_begins_on_the_first_of_april(day, year):
    assert year_of(dt.date.fromisoformat(day)) == year


def test_no_package_is_agreed_from_the_budget_of_a_year_that_is_over(triage):
    budget = SupportBudgetFactory(year=2026)
    case = SupportRequestFactory(state="accepted")
    line = [packages.Line("legal", Decimal(1))]
    after = dt.datetime(2027, 3, 31, 23, 30, tzinfo=dt.UTC)  # 1 April by UK clocks
    with pytest.raises(NotPossible, match="is over"):
        packages.agree(request=case, budget=budget, lines=line, by=triage, at=after)
    before = after - dt.timedelta(hours=1)
    assert packages.agree(request=case, budget=budget, lines=line, by=triage, at=before)
