"""Deeds of one moment: two officers, an adviser and an officer, two packages and one budget."""

import uuid
from decimal import Decimal

import pytest
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from support_requests.actions import advisers, assignments, budgets, packages, time_entries
from support_requests.delivering.budgets import days_taken, worked_on
from support_requests.models import AdviserInvitation, Assignment, SupportBudget, TimeEntry
from tests.at_once import at_once, refused_at_once
from tests.factories import UserFactory
from tests.factories.support import (
    AdviserFactory,
    AssignmentFactory,
    PackageLineFactory,
    SupportBudgetFactory,
    SupportRequestFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer():
    return UserFactory(programme_role="triage_officer")


def test_two_packages_of_one_moment_never_overspend_the_budget(officer):
    budget = SupportBudgetFactory(days=Decimal(10))
    asked = [SupportRequestFactory(state="accepted") for _ in range(3)]

    def agreeing(request):
        lines = [packages.Line("legal", Decimal(4))]
        return lambda: packages.agree(request=request, budget=budget, lines=lines, by=officer, at=timezone.now())

    refused = refused_at_once(*(agreeing(one) for one in asked))
    assert len(refused) == 1
    assert "has 2 days left, and this package needs 4 days" in str(refused[0])
    assert days_taken(budget) == Decimal(8)


def test_more_days_for_a_line_and_fewer_for_the_budget_at_once_never_overspend_it(officer):
    budget = SupportBudgetFactory(days=Decimal(10))
    line = PackageLineFactory(package__budget=budget, days=Decimal(6))
    at = timezone.now()
    more = {"line": line, "days": Decimal(9), "seen": Decimal(6)}
    fewer = {"budget": budget, "days": Decimal(7), "seen": Decimal(10)}
    results = at_once(
        lambda: budgets.change_days(**more, by=officer, at=at),
        lambda: budgets.change_budget(**fewer, by=officer, at=at),
    )
    assert sum(isinstance(one, NotPossible) for one in results) == 1
    assert days_taken(budget) <= SupportBudget.objects.get(pk=budget.pk).days


def test_two_officers_who_ask_two_advisers_for_one_line_ask_one(officer):
    line, first, second = PackageLineFactory(), AdviserFactory(), AdviserFactory()
    at = timezone.now()
    results = at_once(
        lambda: assignments.ask(line=line, adviser=first, by=officer, at=at),
        lambda: assignments.ask(line=line, adviser=second, by=UserFactory(), at=at),
    )
    refused = [one for one in results if isinstance(one, NotPossible)]
    assert len(refused) == 1
    assert "was asked for this a moment ago" in str(refused[0])
    assert Assignment.objects.live().filter(line=line).count() == 1


def test_an_adviser_who_accepts_while_being_taken_off_is_on_it_or_off_it(officer):
    one = AssignmentFactory(state="offered")
    at = timezone.now()
    results = at_once(
        lambda: assignments.accept(assignment=one, by=one.adviser.person, at=at),
        lambda: assignments.take_off(assignment=one, because="The plan changed.", by=officer, at=at),
    )
    one.refresh_from_db()
    assert one.state == "withdrawn"
    assert results[1] is True
    accepted_first = results[0] is None
    assert accepted_first or "not asked to do this any more" in str(results[0])
    one.line.package.request.refresh_from_db()
    assert one.line.package.request.state == ("in_progress" if accepted_first else "accepted")


def test_an_adviser_who_is_asked_while_leaving_is_left_with_nothing(officer):
    line, leaving = PackageLineFactory(), AdviserFactory()
    at = timezone.now()
    at_once(
        lambda: assignments.ask(line=line, adviser=leaving, by=officer, at=at),
        lambda: advisers.leave(adviser=leaving, by=officer, at=at),
    )
    assert not Assignment.objects.live().filter(adviser=leaving).exists()


def test_two_entries_of_one_moment_are_never_more_than_the_line_has():
    one = AssignmentFactory(line__days=Decimal(2))
    person, at = one.adviser.person, timezone.now()

    def entering():
        said = {"days": Decimal("1.5"), "worked_on_day": timezone.localdate(at), "what": "Drafted it"}
        return time_entries.enter_time(assignment=one, **said, form_key=uuid.uuid4(), by=person, at=at)

    refused = refused_at_once(entering, entering)
    assert "has ½ day left" in str(refused[0])
    assert worked_on(one.line) == Decimal("1.5")


def test_a_double_click_enters_the_days_once():
    one = AssignmentFactory()
    person, at, key = one.adviser.person, timezone.now(), uuid.uuid4()

    def entering():
        said = {"days": Decimal(1), "worked_on_day": timezone.localdate(at), "what": "Drafted it"}
        return time_entries.enter_time(assignment=one, **said, form_key=key, by=person, at=at)

    first, second = at_once(entering, entering)
    assert first == second
    assert TimeEntry.objects.count() == 1


def test_two_invitations_of_one_moment_to_one_address_are_one(officer):
    details = {"kind": "external", "firm": "", "expertise": ["legal"], "days_a_month": Decimal(2), "regions": []}

    def inviting():
        return advisers.invite(email="nia@fennimore.example", details=details, by=officer, at=timezone.now())

    first, second = at_once(inviting, inviting)
    assert first == second and AdviserInvitation.objects.count() == 1
