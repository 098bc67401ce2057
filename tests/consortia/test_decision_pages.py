"""Promises about the pages of decisions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consortia.models import Consortium, Decision, Voice
from tests.factories import MembershipFactory
from tests.factories.decisions import DecisionFactory, VoiceFactory

pytestmark = pytest.mark.django_db


def address(seats, name, *args) -> str:
    return reverse(name, args=[seats.consortium.pk, *args])


def test_a_decision_is_shown_before_it_is_proposed_and_kept_only_when_it_is_sent(seats, sign_in):
    browser = sign_in(seats.person("first"))
    page = browser.get(address(seats, "decision_kinds"))
    assert "Change a member’s role" in page.content.decode()
    typed = {"member": seats.member("second").pk, "role": "associate", "text": "They asked for it."}
    url = address(seats, "decision_propose", "change_role")
    checked = browser.post(url, typed | {"then": "check"}).content.decode()
    assert "The second organisation: associate" in checked
    assert "Needs the yes of" in checked
    assert not Decision.objects.exists()
    changed = browser.post(url, typed | {"then": "change"}).content.decode()
    assert "They asked for it." in changed
    browser.post(url, typed | {"then": "send"})
    decision = Decision.objects.get()
    assert (decision.about, decision.details) == (seats.member("second"), {"role": "associate"})


def test_what_is_missing_is_named_and_what_was_typed_stays(seats, sign_in):
    page = sign_in(seats.person("first")).post(
        address(seats, "decision_propose", "plain"), {"text": "Because of the rent", "then": "check"}
    )
    said = page.content.decode()
    assert "Say what you ask the others to agree to" in said
    assert "Because of the rent" in said


def test_nobody_can_propose_what_is_no_kind_of_decision(seats, sign_in):
    assert sign_in(seats.person("first")).get(address(seats, "decision_propose", "nonsense")).status_code == 404


def test_a_member_gives_its_voice_and_everyone_reads_it(seats, sign_in):
    decision = DecisionFactory(proposer=seats.member("first"))
    url = address(seats, "decision", decision.pk)
    refused = sign_in(seats.person("second")).post(url, {"answer": "object"}).content.decode()
    assert "Say why you object" in refused
    sign_in(seats.person("second")).post(url, {"answer": "object", "words": "We need more time."})
    assert "We need more time." in sign_in(seats.person("third")).get(url).content.decode()


def test_whoever_only_reads_sees_the_voices_and_no_form(seats, sign_in):
    decision = DecisionFactory(proposer=seats.member("first"))
    browser = sign_in(seats.colleague("second", role="viewer"))
    page = browser.get(address(seats, "decision", decision.pk)).content.decode()
    assert "What members say" in page
    assert "Your voice" not in page
    assert browser.post(address(seats, "decision", decision.pk), {"answer": "agree"}).status_code == 403


def test_whoever_acts_for_two_members_says_for_which(seats, sign_in):
    person = seats.person("first")
    MembershipFactory(organisation=seats.member("second").organisation, user=person, role="editor")
    decision = DecisionFactory(proposer=seats.member("third"))
    browser, url = sign_in(person), address(seats, "decision", decision.pk)
    assert "Select the organisation that you act for" in browser.post(url, {"answer": "agree"}).content.decode()
    browser.post(url, {"answer": "agree", "seat": seats.member("second").pk})
    assert Voice.objects.get().member == seats.member("second")
    browser.post(url, {"answer": "agree", "seat": seats.member("third").pk})  # not one's own
    assert Voice.objects.count() == 1


def test_a_stale_page_says_how_it_ended(seats, sign_in):
    decision = DecisionFactory(proposer=seats.member("first"), state="withdrawn", closed_at=seats.consortium.created_at)
    page = sign_in(seats.person("second")).post(
        address(seats, "decision", decision.pk), {"answer": "agree"}, follow=True
    )
    assert "decided or withdrawn meanwhile" in page.content.decode()


def test_decisions_of_another_consortium_are_not_reached_through_this_one(seats, sign_in):
    other = DecisionFactory()
    assert sign_in(seats.person("first")).get(address(seats, "decision", other.pk)).status_code == 404


def test_withdrawing_is_asked_first(seats, sign_in):
    decision = DecisionFactory(proposer=seats.member("first"))
    browser, url = sign_in(seats.person("first")), address(seats, "decision_withdraw", decision.pk)
    assert "Withdraw it" in browser.get(url).content.decode()
    browser.post(url)
    assert Decision.objects.get().state == "withdrawn"


def test_a_dissolved_consortium_can_be_read_and_not_changed(seats, sign_in):
    decision = DecisionFactory(proposer=seats.member("first"))
    Consortium.objects.update(state="dissolved")
    browser = sign_in(seats.person("first"))
    assert browser.get(address(seats, "decision", decision.pk)).status_code == 200
    assert browser.get(address(seats, "decision_kinds")).status_code == 403
    assert browser.post(address(seats, "decision", decision.pk), {"answer": "agree"}).status_code == 403


def test_the_number_of_queries_does_not_grow_with_decisions_and_voices(seats, sign_in):
    browser = sign_in(seats.person("first"))

    def counted(url) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get(url).status_code == 200
        return len(queries)

    first = DecisionFactory(proposer=seats.member("first"))
    VoiceFactory(decision=first)
    urls = [address(seats, "decision_list"), address(seats, "decision", first.pk)]
    before = [counted(url) for url in urls]
    for who in ("second", "third"):
        VoiceFactory(decision=first, member=seats.member(who), answer="object", words="No.")
        for _ in range(4):
            VoiceFactory(decision=DecisionFactory(proposer=seats.member(who)))
    assert [counted(url) for url in urls] == before
