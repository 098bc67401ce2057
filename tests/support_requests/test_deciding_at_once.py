"""Two who decide, or decide and withdraw, in one moment: one outcome, and no budget is overspent."""

from decimal import Decimal
from threading import Event

import pytest
from django.db import transaction
from django.utils import timezone

from consortia.actions.members import leave
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from support_requests.actions import deciding, handing_over, merging, withdrawing
from support_requests.actions.packages import Line, days_left
from support_requests.delivering.years import year_of
from support_requests.models import Package, SupportRequest
from support_requests.triage.versions import version_of
from tests.at_once import at_once, until_somebody_waits
from tests.factories import ConsortiumFactory, MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.partnering import ConsortiumMemberFactory
from tests.factories.support import SupportBudgetFactory, SupportRequestFactory

pytestmark = pytest.mark.django_db(transaction=True)


def officer():
    return UserFactory(programme_role="triage_officer")


def case_of(by, organisation=None):
    organisation = organisation or OrganisationFactory()
    asker = MembershipFactory(organisation=organisation, role="owner").user
    return SupportRequestFactory(organisation=organisation, asked_by=asker, officer=by)


def accepting(case, by, budget, days=3, seen=None):
    said = {"seen": seen or version_of(case), "summary": "An agreement.", "for_consortium": False}
    lines = [Line("legal", Decimal(days))]
    return lambda: deciding.accept(request=case, budget=budget, lines=lines, **said, by=by, at=timezone.now())


def declining(case, by):
    said = {"seen": version_of(case), "reason": "Not now.", "pointers": ()}
    return lambda: deciding.decline(request=case, **said, by=by, at=timezone.now())


def joining(case, into, by):
    said = {"seen": version_of(case), "seen_into": version_of(into)}
    return lambda: merging.join(request=case, into=into, **said, by=by, at=timezone.now())


def budget_of(days=100):
    return SupportBudgetFactory(year=year_of(timezone.localdate()), days=days)


def refusals(results):
    return [one for one in results if isinstance(one, NotPossible)]


def test_of_two_decisions_at_once_one_is_made_and_told():
    by = officer()
    case = case_of(by)
    results = at_once(accepting(case, by, budget_of()), declining(case, by))
    assert len(refusals(results)) == 1
    case.refresh_from_db()
    assert (case.state == "accepted") == Package.objects.exists()
    assert Notification.objects.filter(event__in=["support_accepted", "support_declined"]).count() == 1


def test_accepting_while_another_hands_it_on_has_one_outcome():
    by, other = officer(), officer()
    manager = UserFactory(programme_role="programme_manager")
    case = case_of(by)

    def hand_over():
        said = {"note": "Please.", "form_key": case.form_key}
        return handing_over.hand_over(request=case, to=other, **said, by=manager, at=timezone.now())

    results = at_once(accepting(case, by, budget_of()), hand_over)
    case.refresh_from_db()
    assert case.officer == other
    assert (case.state == "accepted") == (not refusals(results))


def test_double_post_agrees_one_package():
    by, budget = officer(), budget_of()
    case = case_of(by)
    deed = accepting(case, by, budget)
    results = at_once(deed, deed)
    assert results[0] == results[1] == Package.objects.get()


def test_two_packages_never_overspend_a_budget():
    budget = budget_of(days=5)
    deeds = []
    for _ in range(2):
        by = officer()
        deeds.append(accepting(case_of(by), by, budget, days=3))
    assert len(refusals(at_once(*deeds))) == 1
    assert days_left(budget) == 2 and Package.objects.count() == 1
    assert sorted(SupportRequest.objects.values_list("state", flat=True)) == ["accepted", "submitted"]


def test_two_joined_with_each_other_at_once_leave_one_that_goes_on():
    by, organisation = officer(), OrganisationFactory()
    first, second = case_of(by, organisation), case_of(by, organisation)
    assert len(refusals(at_once(joining(first, second, by), joining(second, first, by)))) == 1
    assert sorted(SupportRequest.objects.values_list("state", flat=True)) == ["merged", "submitted"]


def test_chain_that_is_made_at_once_is_none():
    by, organisation = officer(), OrganisationFactory()
    first, second, third = (case_of(by, organisation) for _ in range(3))
    at_once(joining(first, second, by), joining(second, third, by))
    assert not SupportRequest.objects.filter(merged_into__state="merged").exists()
    assert SupportRequest.objects.get(pk=third.pk).state == "submitted"


def test_request_with_which_another_was_joined_meanwhile_is_read_again_first():
    by, organisation, joined = officer(), OrganisationFactory(), Event()
    first, second, third = (case_of(by, organisation) for _ in range(3))
    earlier, later = joining(first, second, by), joining(second, third, by)

    def join_and_wait():
        with transaction.atomic():
            earlier()
            joined.set()
            until_somebody_waits()

    def join_then():
        assert joined.wait(timeout=20)
        later()

    done, refused = at_once(join_and_wait, join_then)
    assert done is None and "Another request was joined with" in str(refused)
    assert SupportRequest.objects.get(pk=second.pk).state == "submitted"


def test_joining_while_a_member_leaves_has_one_outcome():
    by, together = officer(), ConsortiumFactory()
    first, second = case_of(by), case_of(by)
    SupportRequest.objects.update(consortium=together, shares_context=True)
    seats = [
        ConsortiumMemberFactory(consortium=together, organisation=one.organisation, joined_at=one.created_at)
        for one in (first, second)
    ]
    first.refresh_from_db()
    second.refresh_from_db()

    def go():
        return leave(member=seats[1], by=second.asked_by, at=timezone.now())

    refused = refusals(at_once(joining(first, second, by), go))
    assert all(f"{second.organisation} is not in {together} any more" in str(one) for one in refused)
    first.refresh_from_db()
    assert (first.state == "merged") == (not refused)


def test_accepting_and_withdrawing_at_once_leave_no_package_that_goes_on():
    by, budget = officer(), budget_of()
    case = case_of(by)

    def withdraw():
        return withdrawing.withdraw(request=case, by=case.asked_by, at=timezone.now())

    at_once(accepting(case, by, budget), withdraw)
    case.refresh_from_db()
    assert case.state == "withdrawn" and case.ended_at
    assert not Package.objects.filter(ended_at=None).exists() and days_left(budget) == 100
