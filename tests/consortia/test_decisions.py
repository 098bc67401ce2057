"""Promises about what consortia decide."""

import datetime as dt

import pytest
from django.utils import timezone

from consortia.actions import decisions
from consortia.models import Consortium, Decision, Voice
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.awaiting import awaiting
from partnerships_portal.notifications.models import Notification
from tests.at_once import refused_at_once
from tests.consortia.seats import Seats

from .voices import NOW, propose, say, set_rule, state

pytestmark = pytest.mark.django_db


def test_a_decision_is_agreed_once_every_member_has_said_yes(seats):
    decision = propose(seats, "first")
    say(seats, "second", decision)
    assert state(decision) == "open"
    say(seats, "third", decision)
    assert state(decision) == "agreed"
    assert AuditEvent.objects.get(action="decision_agreed").details == {"decision": decision.pk}


def test_everyone_else_is_told_of_a_proposal_once_and_everyone_of_its_end(seats):
    decision = propose(seats, "first")
    assert seats.told("decision_proposed") == {"second", "third"}
    say(seats, "second", decision)
    say(seats, "third", decision)
    assert seats.told("decision_ended") == {"first", "second", "third"}
    assert Notification.objects.filter(event="decision_ended").count() == 3


def test_by_more_than_half_two_of_three_decide_and_the_third_is_told(seats):
    set_rule(seats, "majority")
    decision = propose(seats, "first")
    say(seats, "third", decision)
    assert state(decision) == "agreed"
    with pytest.raises(NotPossible, match="decided or withdrawn meanwhile"):
        say(seats, "second", decision, "object")


def test_an_objection_needs_words_and_can_be_changed_while_it_is_open(seats):
    decision = propose(seats, "first")
    with pytest.raises(NotPossible, match="Say why you object"):
        decisions.give_voice(
            decision=decision, member=seats.member("second"), answer="object", by=seats.person("second"), at=NOW
        )
    say(seats, "second", decision, "object")
    assert seats.told("decision_objected") == {"first", "third"}
    say(seats, "second", decision)
    say(seats, "third", decision)
    assert state(decision) == "agreed"


def test_when_all_have_spoken_and_one_objects_it_is_not_agreed(seats):
    decision = propose(seats, "first")
    say(seats, "second", decision, "object")
    say(seats, "third", decision)
    assert state(decision) == "not_agreed"


def test_a_member_has_one_voice_whoever_of_its_people_gives_it(seats):
    colleague = seats.colleague("second")
    decision = propose(seats, "first")
    say(seats, "second", decision)
    decisions.give_voice(
        decision=decision, member=seats.member("second"), answer="object", words="No.", by=colleague, at=NOW
    )
    voice = Voice.objects.get(decision=decision, member=seats.member("second"))
    assert (voice.answer, voice.given_by) == ("object", colleague)


def test_nobody_speaks_for_another_member(seats):
    decision = propose(seats, "first")
    with pytest.raises(NotPossible, match="no longer act for it"):
        decisions.give_voice(
            decision=decision, member=seats.member("second"), answer="agree", by=seats.person("first"), at=NOW
        )


def test_saying_the_same_twice_changes_nothing_twice(seats):
    decision = propose(seats, "first")
    assert propose(seats, "first") == decision
    say(seats, "second", decision)
    say(seats, "second", decision, at=NOW + dt.timedelta(hours=1))
    assert Voice.objects.get(decision=decision, member=seats.member("second")).given_at == NOW
    assert AuditEvent.objects.filter(action="decision_agree").count() == 1


def test_only_who_proposed_it_withdraws_it_and_twice_is_once(seats):
    decision = propose(seats, "first")
    with pytest.raises(NotPossible, match="Only"):
        decisions.withdraw(decision=decision, member=seats.member("second"), by=seats.person("second"), at=NOW)
    for _ in range(2):
        decisions.withdraw(decision=decision, member=seats.member("first"), by=seats.person("first"), at=NOW)
    assert state(decision) == "withdrawn"
    assert seats.told("decision_ended") == {"second", "third"}


def test_after_the_deadline_no_voice_counts_and_it_lapses_once(seats):
    deadline = NOW + dt.timedelta(days=1)
    decision = propose(seats, "first", deadline=deadline)
    later = deadline + dt.timedelta(seconds=1)
    with pytest.raises(NotPossible, match="deadline"):
        say(seats, "second", decision, at=later)
    assert decisions.lapse_overdue(at=deadline) == 0
    assert [decisions.lapse_overdue(at=later) for _ in range(2)] == [1, 0]
    assert state(decision) == "lapsed"


def test_a_deadline_that_has_passed_cannot_be_asked_for(seats):
    with pytest.raises(NotPossible, match="still to come"):
        propose(seats, "first", deadline=NOW)


def test_whoever_leaves_has_no_voice_any_more_and_it_is_counted_again(seats):
    decision = propose(seats, "first")
    say(seats, "second", decision)
    seats.leave("third")
    decisions.count_again(consortium=seats.consortium, at=NOW)
    assert state(decision) == "agreed"


def test_the_yes_of_a_member_that_left_does_not_count(seats):
    set_rule(seats, "majority")
    decision = propose(seats, "first")
    seats.leave("first")
    decisions.count_again(consortium=seats.consortium, at=NOW)
    say(seats, "second", decision)
    assert state(decision) == "open"  # two are left: both are more than half
    say(seats, "third", decision)
    assert state(decision) == "agreed"


def test_what_is_about_a_member_lapses_when_it_leaves(seats):
    about = seats.member("third")
    decision = propose(seats, "first", kind="change_role", about=about, details={"role": "associate"})
    seats.leave("third")
    decisions.count_again(consortium=seats.consortium, at=NOW)
    assert state(decision) == "lapsed"


def test_whoever_joins_while_it_is_open_has_a_voice_too(seats):
    decision = propose(seats, "first")
    say(seats, "second", decision)
    seats.join("fourth")
    say(seats, "third", decision)
    assert state(decision) == "open"
    say(seats, "fourth", decision)
    assert state(decision) == "agreed"


def test_the_rule_that_counts_is_the_one_when_it_was_proposed(seats):
    decision = propose(seats, "first")
    set_rule(seats, "majority")
    say(seats, "second", decision)
    assert state(decision) == "open"


def test_an_open_decision_waits_for_the_members_that_have_not_spoken(seats):
    decision = propose(seats, "first", at=timezone.now())
    waiting = {who: [thing.url for thing in awaiting(seats.person(who), timezone.now())] for who in ("first", "second")}
    assert waiting == {"first": [], "second": [decision.get_absolute_url()]}


@pytest.mark.django_db(transaction=True)
def test_two_last_voices_at_once_give_one_outcome_carried_out_once():
    seats = Seats.made()
    seats.join("fourth")
    decision = propose(seats, "first", kind="become_active")
    say(seats, "second", decision)
    refused_at_once(*(lambda who=who: say(seats, who, decision) for who in ("third", "fourth")))
    assert state(decision) == "agreed"
    assert AuditEvent.objects.filter(action="consortium_active").count() == 1
    assert Notification.objects.filter(event="decision_ended").count() == 4


@pytest.mark.django_db(transaction=True)
def test_yes_and_no_at_once_of_one_member_end_in_one_voice():
    seats = Seats.made()
    decision = propose(seats, "first")
    refused_at_once(lambda: say(seats, "second", decision), lambda: say(seats, "second", decision, "object"))
    assert Voice.objects.filter(decision=decision, member=seats.member("second")).count() == 1


@pytest.mark.django_db(transaction=True)
def test_withdrawn_and_agreed_at_once_is_one_of_both():
    seats = Seats.made()
    decision = propose(seats, "first", kind="become_active")
    say(seats, "second", decision)
    refused_at_once(
        lambda: say(seats, "third", decision),
        lambda: decisions.withdraw(decision=decision, member=seats.member("first"), by=seats.person("first"), at=NOW),
    )
    ended = state(decision)
    assert ended in {"agreed", "withdrawn"}
    assert Consortium.objects.get().state == ("active" if ended == "agreed" else "forming")


@pytest.mark.django_db(transaction=True)
def test_a_double_click_proposes_once():
    seats = Seats.made()
    refused_at_once(lambda: propose(seats, "first"), lambda: propose(seats, "first"))
    assert Decision.objects.count() == 1
