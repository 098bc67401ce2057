"""Promises about what follows from what consortia decide."""

import pytest

from consortia.deciding.kinds import DecisionKind, kind_of, register
from consortia.models import Consortium, ConsortiumMember, Decision
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible

from .voices import propose, say, set_rule, state

pytestmark = pytest.mark.django_db


def test_the_rule_itself_is_changed_only_by_everyone(seats):
    set_rule(seats, "majority")
    decision = propose(seats, "first", kind="change_rule", details={"rule": "two_thirds"})
    say(seats, "second", decision)
    assert state(decision) == "open"
    say(seats, "third", decision)
    assert Consortium.objects.get().decision_rule == "two_thirds"


def test_a_members_role_needs_its_own_yes_whatever_the_majority_says(seats):
    set_rule(seats, "majority")
    about = seats.member("third")
    decision = propose(seats, "first", kind="change_role", about=about, details={"role": "subcontractor"})
    say(seats, "second", decision)
    assert ConsortiumMember.objects.get(pk=about.pk).role == "equal"
    say(seats, "third", decision)
    assert ConsortiumMember.objects.get(pk=about.pk).role == "subcontractor"


def test_naming_a_lead_takes_the_yes_of_whoever_leads_now(seats):
    set_rule(seats, "majority")
    ConsortiumMember.objects.filter(pk=seats.member("third").pk).update(role="lead")
    decision = propose(seats, "first", kind="name_lead", about=seats.member("first"))
    say(seats, "second", decision)
    assert state(decision) == "open"
    say(seats, "third", decision)
    roles = {who: ConsortiumMember.objects.get(pk=seats.member(who).pk).role for who in ("first", "third")}
    assert roles == {"first": "lead", "third": "equal"}


def test_a_lead_that_becomes_a_partner_leaves_the_others_to_name_another(seats):
    ConsortiumMember.objects.filter(pk=seats.member("first").pk).update(role="lead")
    decision = propose(seats, "first", kind="change_role", about=seats.member("first"), details={"role": "equal"})
    say(seats, "second", decision)
    say(seats, "third", decision)
    assert seats.told("consortium_without_lead") == {"first", "second", "third"}


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [("become_active", "forming", "active"), ("go_dormant", "active", "dormant"), ("dissolve", "dormant", "dissolved")],
)
def test_states_change_by_decision(seats, kind, before, after):
    Consortium.objects.filter(pk=seats.consortium.pk).update(state=before)
    decision = propose(seats, "first", kind=kind)
    say(seats, "second", decision)
    assert Consortium.objects.get().state == before
    say(seats, "third", decision)
    assert Consortium.objects.get().state == after


def test_what_makes_no_sense_now_cannot_be_proposed(seats):
    with pytest.raises(NotPossible, match="The consortium is forming"):
        propose(seats, "first", kind="go_dormant")


def test_what_has_become_impossible_lapses_and_says_why(seats):
    decision = propose(seats, "first", kind="become_active")
    Consortium.objects.filter(pk=seats.consortium.pk).update(state="active")
    say(seats, "second", decision)
    say(seats, "third", decision)
    kept = Decision.objects.get()
    assert kept.state == "lapsed"
    assert kept.because.startswith("It was agreed, and could not be done: the consortium is active")
    assert not AuditEvent.objects.filter(action="decision_agreed").exists()


def test_dissolving_ends_what_is_still_open_and_nothing_can_be_added(seats):
    other = propose(seats, "second", title="Share an office")
    decision = propose(seats, "first", kind="dissolve")
    say(seats, "second", decision)
    say(seats, "third", decision)
    assert (state(decision), state(other)) == ("agreed", "lapsed")
    with pytest.raises(NotPossible, match="was dissolved"):
        propose(seats, "first", title="One thing more")


def test_the_model_and_staying_together_are_kept(seats):
    for kind, details in [("choose_model", {"model": "alliance"}), ("stay_together", {})]:
        decision = propose(seats, "first", kind=kind, details=details)
        say(seats, "second", decision)
        say(seats, "third", decision)
    kept = Consortium.objects.get()
    assert (kept.partnership_model, kept.is_standing) == ("alliance", True)


def test_two_rooms_cannot_give_one_word_two_meanings():
    with pytest.raises(ValueError, match="two kinds"):
        register(DecisionKind("dissolve", "Something else"))
    assert kind_of("no longer known").key == "plain"
