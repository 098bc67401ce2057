"""Promises about the first page of a workspace, its history and the list of consortia."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consortia.actions import decisions
from consortia.models import Consortium
from tests.factories import OpportunityFactory
from tests.factories.bids import LiveBidFactory
from tests.factories.decisions import DecisionFactory
from tests.factories.disclosure import AcceptanceFactory

pytestmark = pytest.mark.django_db


def shown(seats, sign_in, who, name="consortium") -> str:
    response = sign_in(seats.person(who)).get(reverse(name, args=[seats.consortium.pk]))
    return " ".join(response.content.decode().split())


def propose(seats, who, **asked):
    asked = {"title": "Share one office"} | asked
    return decisions.propose(member=seats.member(who), by=seats.person(who), at=timezone.now(), **asked)


def test_the_overview_says_what_waits_what_is_open_and_what_happened(seats, sign_in):
    propose(seats, "first")
    page = shown(seats, sign_in, "second")
    assert "Agree or object: Share one office" in page
    assert "1 of 3 agree" in page
    assert f"{seats.person('first')} proposed a decision" in page
    assert "Nothing waits for your organisation here" in shown(seats, sign_in, "first")


def test_what_waits_in_another_consortium_is_not_on_this_page(seats, sign_in):
    other = DecisionFactory(title="Elsewhere")
    other.consortium.members.create(organisation=seats.member("first").organisation, joined_at=timezone.now())
    assert "Elsewhere" not in shown(seats, sign_in, "first")


def test_what_waits_of_its_bids_is_on_this_page_and_of_other_bids_is_not(seats, sign_in):
    own = [seats.member("first").organisation]
    asked = {"state": "submitted", "submitted_on": timezone.localdate(), "asked_at": timezone.now()}
    LiveBidFactory(consortium=seats.consortium, by=own, title="Ours", **asked)
    LiveBidFactory(by=own, title="Alone", **asked)
    page = shown(seats, sign_in, "first")
    assert "Record how your bid for “Ours” went" in page
    assert "Record how your bid for “Alone” went" not in page


def test_the_overview_leads_from_one_stage_to_the_next(seats, sign_in):
    members = [seats.member(who) for who in ("first", "second", "third")]
    first = AcceptanceFactory(agreement__consortium=seats.consortium, member=members[0])
    assert "1 of 3 members accepted an agreement" in shown(seats, sign_in, "first")
    for member in members[1:]:
        AcceptanceFactory(agreement=first.agreement, member=member)
    response = sign_in(seats.person("first")).get(reverse("consortium", args=[seats.consortium.pk]))
    confidence, model, steps, active, bid, together = response.context["way"]
    assert (confidence.is_done, model.is_done, model.is_next, steps.is_next) == (True, False, True, False)
    assert active.url == reverse("decision_propose", args=[seats.consortium.pk, "become_active"])
    decision = propose(seats, "second", kind="become_active")
    LiveBidFactory(consortium=seats.consortium, by=[members[0].organisation])
    Consortium.objects.update(partnership_model="alliance", is_standing=True)
    response = sign_in(seats.person("first")).get(reverse("consortium", args=[seats.consortium.pk]))
    _, model, steps, active, bid, together = response.context["way"]
    assert (model.stands, steps.is_next, bid.stands, together.is_done) == ("Alliance", True, "Intended", True)
    assert active.url == decision.get_absolute_url()


def test_a_dissolved_consortium_is_led_nowhere(seats, sign_in):
    Consortium.objects.update(state="dissolved")
    assert "Your way together" not in shown(seats, sign_in, "first")


def test_the_next_deadline_of_the_opportunity_is_counted_in_days(seats, sign_in):
    due = timezone.now() + dt.timedelta(days=30)
    Consortium.objects.update(opportunity=OpportunityFactory(state="open", submission_deadline=due))
    page = shown(seats, sign_in, "first")
    assert "Tenders are due" in page and "in 30 days" in page


def test_members_read_which_decision_and_which_member_a_deed_was_about(seats, sign_in):
    decision = propose(seats, "first", kind="change_role", about=seats.member("first"), details={"role": "associate"})
    for who in ("second", "third"):
        decisions.give_voice(
            decision=decision, member=seats.member(who), answer="agree", by=seats.person(who), at=timezone.now()
        )
    page = shown(seats, sign_in, "third", "consortium_history")
    assert "changed the role of a member to associate, as the members decided: The first organisation" in page
    assert f'href="{decision.get_absolute_url()}"' in page


def test_the_list_says_the_state_of_each_consortium(seats, sign_in):
    Consortium.objects.update(state="dormant")
    page = sign_in(seats.person("first")).get(reverse("consortium_list")).content.decode()
    assert "Dormant" in page


def test_the_number_of_queries_does_not_grow(seats, sign_in):
    browser = sign_in(seats.person("first"))
    urls = [reverse(name, args=[seats.consortium.pk]) for name in ("consortium", "consortium_history", "member_list")]
    urls.append(reverse("consortium_list"))

    def counted() -> list[int]:
        numbers = []
        for url in urls:
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(url).status_code == 200
            numbers.append(len(queries))
        return numbers

    propose(seats, "second")
    propose(seats, "second", kind="change_role", about=seats.member("second"), details={"role": "associate"})
    seats.leave("third")
    before = counted()
    for number in range(4):
        propose(seats, "second", title=f"Decision {number}")
        seats.join(f"member {number}")
    seats.leave("member 3")
    assert counted() == before
