"""What awaits people, from every app, in one place."""

import datetime as dt

import pytest
from django.utils import timezone

from partnerships_portal.accounts.models import User
from partnerships_portal.notifications.awaiting import Awaiting, Queue, awaiting
from tests.factories import DefinitionFactory, MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def four_things(asker, at):
    def thing(text, days, due=None):
        return Awaiting(text, "/", "", at - dt.timedelta(days=days), due)

    soon = at + dt.timedelta(days=1)
    things = [thing("lately", 1), thing("long", 9), thing("due later", 1, soon), thing("due soon", 1, at)]
    return [Queue(User.objects.none(), lambda: things)]


def test_what_has_a_date_comes_first_then_what_waits_longest(stranger, settings):
    settings.AWAITING = ["tests.notifications.test_awaiting.four_things"]
    assert [thing.text for thing in awaiting(stranger, AT)] == ["due soon", "due later", "long", "lately"]


def test_owner_is_asked_to_answer_what_staff_returned(owner, viewer, other_owner, organisation, staff):
    DefinitionFactory(
        organisation=organisation, status="returned", reasons="Who elects the board?", decided_at=AT, decided_by=staff
    )
    (thing,) = awaiting(owner, AT)
    assert thing.text == "Answer what programme staff asked about Harrowmere Community Health"
    assert thing.detail == "Who elects the board?" and thing.since == AT
    assert awaiting(viewer, AT) == [], "viewers cannot answer"
    assert awaiting(other_owner, AT) == []


def test_owner_is_asked_to_confirm_what_is_to_be_verified_again(owner, organisation, staff):
    DefinitionFactory(organisation=organisation, status="verified", decided_at=AT, decided_by=staff, recheck_since=AT)
    assert [thing.text for thing in awaiting(owner, AT)] == [
        "Confirm that Harrowmere Community Health is still a Mutual"
    ]


def test_deciding_staff_see_how_many_wait_and_since_when(staff, analyst):
    for days in (1, 5):
        DefinitionFactory(
            organisation=OrganisationFactory(), status="submitted", submitted_at=AT - dt.timedelta(days=days)
        )
    OrganisationFactory(admitted_at=None)
    things = {thing.text: thing for thing in awaiting(staff, AT)}
    assert set(things) == {
        "2 organisations wait to be verified as Mutuals",
        "1 organisation waits to be admitted to the directory",
    }
    assert things["2 organisations wait to be verified as Mutuals"].since == AT - dt.timedelta(days=5)
    assert awaiting(analyst, AT) == [], "analysts read but do not decide"


def test_queries_do_not_grow_with_what_awaits(django_assert_num_queries, django_assert_max_num_queries):
    person = UserFactory()

    def one_more():
        mine = MembershipFactory(user=person, role="owner").organisation
        DefinitionFactory(organisation=mine, status="returned", decided_at=timezone.now(), decided_by=UserFactory())

    one_more()
    with django_assert_max_num_queries(28) as few:
        awaiting(person, AT)
    for _ in range(5):
        one_more()
    with django_assert_num_queries(len(few.captured_queries)):
        assert len(awaiting(person, AT)) == 6
