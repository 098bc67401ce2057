"""The health check in a workspace: private answers, gaps that all see, and nothing in between."""

import datetime as dt
import re
from itertools import permutations

import pytest
from django.utils import timezone

from consortia.actions import health as actions
from consortia.health.questions import QUESTIONS
from consortia.models import HealthAnswers, HealthRound
from consortia.retention.key_steps import delete_old_answers
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.awaiting import awaiting
from partnerships_portal.notifications.models import Notification
from tests.at_once import at_once
from tests.factories import MembershipFactory

from .working import address, partners, text_of

MIDDLE = {question.key: 3 for question in QUESTIONS}


@pytest.fixture
def three(db):
    return partners(3)


def begin(partner):
    return actions.begin(member=partner.seat, by=partner.owner, at=timezone.now())


def answer(partner, current, **said):
    actions.answer(member=partner.seat, health_round=current, said=MIDDLE | said, by=partner.owner, at=timezone.now())


def show(partner, current):
    actions.show(member=partner.seat, health_round=current, by=partner.owner, at=timezone.now())


def page_of(partner, sign_in, name="health_check", *args):
    return text_of(sign_in(partner.owner).get(address(partner.seat.consortium, name, *args)))


def test_members_see_the_gap_and_what_to_talk_about_first(three, sign_in):
    current = begin(three[0])
    for partner, pace in zip(three, (1, 5, 4), strict=True):
        answer(partner, current, pace=pace)
    show(three[0], current)
    page = page_of(three[1], sign_in)
    assert "You differ most on pace of decisions." in page and "Far apart" in page and "3 members answered" in page


def test_no_page_differs_by_who_of_the_others_answered_what(three, sign_in):
    """Whatever order the two others answered in, a member reads the very same page."""
    read = set()
    for one, two in permutations((1, 5)):
        current = begin(three[0])
        answer(three[0], current, trust=2)
        answer(three[1], current, trust=one)
        answer(three[2], current, trust=two)
        show(three[0], current)
        page = page_of(three[0], sign_in)
        HealthRound.objects.all().delete()
        inside = page[page.index("<main") : page.index("</main>")]
        read.add(re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", inside))
    assert len(read) == 1 and "You answered 2 of 5" in read.pop()


def test_another_member_never_reads_an_answer(three, sign_in):
    current = begin(three[0])
    answer(three[0], current, trust=2)
    for name in ("health_check", "health_show"):
        page = page_of(three[1], sign_in, name)
        assert "Harrowmere Care" in page and "You answered" not in page
    where = address(three[0].seat.consortium, "health_answer", three[0].seat.pk)
    assert sign_in(three[1].owner).get(where).status_code == 403
    assert not HealthAnswers.objects.visible_to(three[1].owner).exists()
    assert "checked" in page_of(three[0], sign_in, "health_answer", three[0].seat.pk), "its own people see it again"


def test_two_of_three_answers_show_nothing(three, sign_in):
    current = begin(three[0])
    answer(three[0], current)
    answer(three[1], current)
    assert "End the round and show the gaps" not in page_of(three[0], sign_in)
    with pytest.raises(NotPossible, match="once 3 members have answered"):
        show(three[0], current)
    assert HealthRound.objects.get().gaps == {}


def test_members_that_share_somebody_count_as_one(three, sign_in):
    """Also a viewer: whoever belongs to a member reads what it answered."""
    current = begin(three[0])
    MembershipFactory(organisation=three[1].organisation, user=three[0].owner, role="viewer")
    for partner in three:
        answer(partner, current)
    page = page_of(three[2], sign_in)
    assert "members that have no people in common" in page and "Gaps cannot be shown any more" in page
    assert "End the round and show the gaps" not in page
    with pytest.raises(NotPossible, match="3 members without people in common have answered"):
        show(three[2], current)
    assert HealthRound.objects.get().gaps == {}


def test_no_round_begins_where_a_gap_would_tell_somebody_the_third_answer(three, sign_in):
    MembershipFactory(organisation=three[1].organisation, user=three[0].owner)
    answer_ = sign_in(three[2].owner).post(address(three[0].seat.consortium, "health_begin"), follow=True)
    assert "needs three that have no people in common" in text_of(answer_) and not HealthRound.objects.exists()


def test_four_members_of_whom_two_share_somebody_see_their_gaps(db):
    four = partners(4)
    MembershipFactory(organisation=four[1].organisation, user=four[0].owner)
    current = begin(four[3])
    for partner, pace in zip(four, (3, 3, 1, 5), strict=True):
        answer(partner, current, pace=pace)
    show(four[3], current)
    kept = HealthRound.objects.get()
    assert (kept.gaps["pace"], kept.answered) == ("FAR", 4)


def test_gaps_stay_as_they_were_when_they_were_shown(three):
    """If they followed the answers, whoever looked again would learn what the one who just answered had said."""
    current = begin(three[0])
    for partner in three:
        answer(partner, current)
    show(three[0], current)
    before = HealthRound.objects.get().gaps
    with pytest.raises(NotPossible, match="This round of the health check has ended"):
        answer(three[1], current, pace=5)
    with pytest.raises(NotPossible, match="ended"):
        show(three[1], current)
    assert HealthRound.objects.get().gaps == before


def test_two_members_are_told_before_they_answer_what_a_gap_gives_away(db, sign_in):
    first, second = partners(2)
    current = begin(first)
    page = page_of(second, sign_in, "health_answer", second.seat.pk)
    assert "You are only two" in page and "never as a number" in page
    answer(first, current, risk=1)
    answer(second, current, risk=4)
    show(first, current)
    shown = page_of(second, sign_in)
    assert "You differ most on appetite for risk" in shown and "You are only two" not in shown


def test_when_a_member_leaves_the_two_that_stay_do_not_see_each_other(three, sign_in):
    current = begin(three[0])
    for partner in three:
        answer(partner, current, pace=partner.seat.pk % 5 + 1)
    three[2].leave()
    with pytest.raises(NotPossible, match="once 3 members have answered"):
        show(three[0], current)
    assert "Gaps cannot be shown any more" in page_of(three[0], sign_in)
    actions.give_up(member=three[0].seat, health_round=current, by=three[0].owner, at=timezone.now())
    assert not HealthAnswers.objects.exists() and HealthRound.objects.get().answered is None
    assert "Begin the health check" in page_of(three[0], sign_in)


def test_a_member_that_joins_raises_what_is_needed(db):
    first, second = partners(2)
    current = begin(first)
    answer(first, current)
    answer(second, current)
    third = partners(1)[0]
    third.seat.consortium = first.seat.consortium
    third.seat.save()
    with pytest.raises(NotPossible, match="once 3 members"):
        show(first, current)


def test_one_alone_has_nobody_to_differ_from(db, sign_in):
    alone = partners(1)[0]
    answer_ = sign_in(alone.owner).post(address(alone.seat.consortium, "health_begin"), follow=True)
    assert "needs at least two members" in text_of(answer_)


def test_a_round_awaits_those_who_have_not_answered(three):
    current = begin(three[0])
    answer(three[0], current)
    waiting = [[each.text for each in awaiting(partner.owner, timezone.now())] for partner in three]
    assert waiting == [[], *[["Answer the health check of Together for Youth"]] * 2]


def test_the_others_are_told_once_when_a_round_begins_and_when_gaps_are_shown(three):
    current = begin(three[0])
    begin(three[1])
    for partner in three:
        answer(partner, current)
    show(three[1], current)
    told = Notification.objects.order_by("pk").values_list("event", "person")
    begun = {("health_check_begun", partner.owner.pk) for partner in three[1:]}
    shown = {("health_check_shown", partner.owner.pk) for partner in (three[0], three[2])}
    assert len(told) == 4 and set(told) == begun | shown


def test_what_was_typed_is_saved_and_can_be_changed(three, sign_in):
    begin(three[0])
    where = address(three[0].seat.consortium, "health_answer", three[0].seat.pk)
    browser = sign_in(three[0].owner)
    assert "Answer at least one question" in text_of(browser.post(where, {}))
    browser.post(where, {"pace": "4", "trust": "1"})
    browser.post(where, {"pace": "5"})
    assert HealthAnswers.objects.get().said == {"pace": 5}
    assert "answer from 1 to 5" in text_of(browser.post(where, {"pace": "6"}))


def test_answers_are_forgotten_after_a_year_and_gaps_stay(three):
    current = begin(three[0])
    for partner in three:
        answer(partner, current)
    show(three[0], current)
    delete_old_answers(timezone.now() + dt.timedelta(days=366))
    assert not HealthAnswers.objects.exists() and HealthRound.objects.get().gaps["pace"] == "CLOSE"


@pytest.mark.django_db(transaction=True)
def test_two_that_begin_in_one_moment_begin_one_round():
    pair = partners(2)
    found = at_once(*(lambda partner=partner: begin(partner) for partner in pair))
    assert found[0] == found[1] and HealthRound.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_changes_while_gaps_are_shown_is_either_counted_or_refused():
    three = partners(3)
    current = begin(three[0])
    for partner in three:
        answer(partner, current)
    found = at_once(lambda: show(three[0], current), lambda: answer(three[1], current, pace=5))
    assert found[0] is None
    counted = HealthRound.objects.get().gaps["pace"] == "SOME"
    assert counted == (found[1] is None), "refused exactly where it was not counted"
    said = HealthAnswers.objects.get(organisation=three[1].organisation).said["pace"]
    assert said == (5 if counted else 3)
