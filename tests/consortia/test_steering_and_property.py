"""Promises about steering groups and about who owns what."""

import datetime as dt

import pytest
from django.urls import reverse

from consortia.actions import decisions, property, steering
from consortia.models import Contribution, Decision, SteeringMeeting, SteeringPerson
from partnerships_portal.accounts.transitions import NotPossible

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
TEXTS = {"what": "Peer mentor training", "during": "All of you may use it.", "after": "Not without us."}


def brings(seats, who, contribution=None, **texts) -> Contribution:
    return property.save(
        member=seats.member(who), contribution=contribution, texts=TEXTS | texts, by=seats.person(who), at=NOW
    )


def page(seats, sign_in, who, name, *args) -> str:
    return sign_in(seats.person(who)).get(reverse(name, args=[seats.consortium.pk, *args])).content.decode()


def test_what_a_member_brings_is_read_by_all_and_changed_by_it_alone(seats, sign_in):
    row = brings(seats, "first")
    said = page(seats, sign_in, "second", "intellectual_property")
    assert "Not without us." in said
    assert reverse("contribution_edit", args=[seats.consortium.pk, row.pk]) not in said
    with pytest.raises(NotPossible, match="Only the organisation that brings this"):
        brings(seats, "second", row, what="Ours now")
    with pytest.raises(NotPossible, match="Only the organisation that brings this"):
        property.remove(member=seats.member("second"), contribution=row, by=seats.person("second"), at=NOW)
    assert Contribution.objects.get().what == "Peer mentor training"


def test_saving_twice_writes_once_and_removing_twice_removes_once(seats):
    row = brings(seats, "first")
    assert brings(seats, "first") == row
    for _ in range(2):
        property.remove(member=seats.member("first"), contribution=row, by=seats.person("first"), at=NOW)
    assert not Contribution.objects.exists()


def test_what_somebody_who_left_brought_is_not_shown_any_more(seats, sign_in):
    brings(seats, "third")
    seats.leave("third")
    assert "Peer mentor training" not in page(seats, sign_in, "first", "intellectual_property")


def test_joint_terms_take_every_member_and_stand_on_the_page(seats, sign_in):
    type(seats.consortium).objects.update(decision_rule="majority")
    url = reverse("decision_propose", args=[seats.consortium.pk, "adopt_terms"])
    browser = sign_in(seats.person("first"))
    assert "Write the terms that you propose" in browser.post(url, {"then": "send"}).content.decode()
    browser.post(url, {"text": "What we make together belongs to all.", "then": "send"})
    decision = Decision.objects.get()
    for who in ("second", "third"):
        assert "You have not agreed any terms yet" in page(seats, sign_in, who, "intellectual_property")
        decisions.give_voice(decision=decision, member=seats.member(who), answer="agree", by=seats.person(who), at=NOW)
    assert "What we make together belongs to all." in page(seats, sign_in, "second", "intellectual_property")


def test_each_member_names_its_own_people_for_the_steering_group(seats, sign_in):
    own = seats.member("first").organisation.memberships.get()
    url = reverse("steering_name", args=[seats.consortium.pk])
    browser = sign_in(seats.person("first"))
    browser.post(url, {"person": own.pk, "does": "Chair", "until_0": "1", "until_1": "6", "until_2": "2027"})
    named = SteeringPerson.objects.get()
    assert (named.person, named.does, named.until) == (seats.person("first"), "Chair", dt.date(2027, 6, 1))
    foreign = seats.member("second").organisation.memberships.get()
    assert "Select somebody of the organisation" in browser.post(url, {"person": foreign.pk}).content.decode()
    with pytest.raises(NotPossible, match="does not belong"):
        steering.name_person(
            member=seats.member("first"),
            person=seats.person("second"),
            does="",
            until=None,
            by=seats.person("first"),
            at=NOW,
        )
    with pytest.raises(NotPossible, match="names people for itself"):
        steering.take_off(member=seats.member("second"), named=named, by=seats.person("second"), at=NOW)


def test_whoever_left_the_organisation_is_not_in_the_steering_group_any_more(seats, sign_in):
    colleague = seats.colleague("first")
    steering.name_person(
        member=seats.member("first"), person=colleague, does="Finance", until=None, by=seats.person("first"), at=NOW
    )
    assert "Finance" in page(seats, sign_in, "second", "steering_group")
    colleague.memberships.all().delete()
    assert "Finance" not in page(seats, sign_in, "second", "steering_group")


def test_notes_of_a_meeting_are_changed_by_who_wrote_them(seats, sign_in):
    url = reverse("steering_meeting_add", args=[seats.consortium.pk])
    typed = {"held_on_0": "2", "held_on_1": "11", "held_on_2": "2026", "notes": "All were there."}
    browser = sign_in(seats.person("first"))
    for _ in range(2):
        browser.post(url, typed)
    meeting = SteeringMeeting.objects.get()
    assert "All were there." in page(seats, sign_in, "second", "steering_group")
    edit = reverse("steering_meeting_edit", args=[seats.consortium.pk, meeting.pk])
    assert sign_in(seats.person("second")).get(edit).status_code == 403
    saved = browser.post(edit, typed | {"notes": "Two were there."}, follow=True)
    assert "The notes are saved." in saved.content.decode()
    assert SteeringMeeting.objects.get().notes == "Two were there."


def test_whoever_presses_while_the_member_leaves_reads_why_nothing_was_done(seats, sign_in, monkeypatch):
    """Between the page and the act it may all have changed."""
    row, browser = brings(seats, "first"), sign_in(seats.person("first"))

    def left(**_):
        raise NotPossible("This organisation is not in this consortium any more.")

    named = steering.name_person(
        member=seats.member("first"),
        person=seats.person("first"),
        does="",
        until=None,
        by=seats.person("first"),
        at=NOW,
    )
    for module in (property, steering):
        monkeypatch.setattr(module, "take_seat", left)
    for name, what in (("contribution_remove", row), ("steering_take_off", named)):
        there = browser.post(reverse(name, args=[seats.consortium.pk, what.pk]), follow=True)
        assert there.status_code == 200 and "is not in this consortium any more" in there.content.decode()
    assert type(row).objects.filter(pk=row.pk).exists()
