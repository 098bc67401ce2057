"""The calendar of a consortium: a secret address for each person, that shows nothing once the person has left."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from commissioners.publishing.own import own
from consortia.actions import calendars
from consortia.models import Consortium, ConsortiumCalendar, SteeringMeeting
from tests.factories import MembershipFactory, OpportunityFactory
from tests.factories.decisions import DecisionFactory
from tests.factories.sharing import ConsortiumMessageFactory, SharedActionFactory
from tests.factories.working_together import KeyStepFactory

from .working import address, partners, text_of

DAY = dt.timedelta(days=1)


@pytest.fixture
def pair(db):
    return partners(2)


def made(partner) -> str:
    token = calendars.make_address(consortium=partner.seat.consortium, by=partner.owner, at=timezone.now())
    return reverse("calendar_of_consortium", args=[token])


def summaries(answer) -> set[str]:
    return {str(event["summary"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_what_is_to_do_and_to_decide_and_the_deadlines_stand_in_it(pair, client):
    first, second = pair
    consortium, today, now = first.seat.consortium, timezone.localdate(), timezone.now()
    opportunity = OpportunityFactory(title="Youth clubs", submission_deadline=now + 20 * DAY)
    Consortium.objects.filter(pk=consortium.pk).update(opportunity=opportunity)
    SharedActionFactory(consortium=consortium, what="Book a room", due_on=today - DAY, person=None)
    SharedActionFactory(consortium=consortium, what="Without a day")
    KeyStepFactory(consortium=consortium, what="Meet the council", due_on=today + DAY)
    KeyStepFactory(consortium=consortium, what="Met them", due_on=today, state="done")
    DecisionFactory(proposer=first.seat, title="Who leads", deadline=now + DAY)
    DecisionFactory(proposer=first.seat, title="Too late", deadline=now - DAY)
    ConsortiumMessageFactory(member=second.seat, subject="Prices", text="Secret")
    SharedActionFactory(what="Of others", due_on=today)
    meeting = {"held_on": today, "notes": "Quiet words", "written_at": now, "written_by": first.owner}
    SteeringMeeting.objects.create(consortium=consortium, member=first.seat, **meeting)
    answer = client.get(made(first))
    assert answer["Content-Type"].startswith("text/calendar") and "noindex" in answer["X-Robots-Tag"]
    assert {"To do: Book a room", "Key step: Meet the council", "Agree or object: Who leads"} | {
        "Steering group"
    } <= summaries(answer)
    assert any(one.endswith("Youth clubs") for one in summaries(answer))
    for hidden in (b"Without a day", b"Met them", b"Too late", b"Prices", b"Secret", b"Of others", b"Quiet words"):
        assert hidden not in answer.content


def test_nothing_stands_in_it_once_the_consortium_was_dissolved(pair, client):
    SharedActionFactory(consortium=pair[0].seat.consortium, due_on=timezone.localdate())
    Consortium.objects.update(state="dissolved")
    assert summaries(client.get(made(pair[0]))) == set()


def test_it_ends_when_the_person_leaves_or_ends_it_or_makes_another(pair, client):
    first, second = pair
    theirs, before = made(second), made(first)
    after = made(first)
    assert [client.get(one).status_code for one in (before, after, theirs)] == [404, 200, 200]
    second.leave()
    assert client.get(theirs).status_code == 404
    calendars.end_address(consortium=first.seat.consortium, by=first.owner, at=timezone.now())
    assert client.get(after).status_code == 404


def test_it_ends_for_a_person_who_leaves_the_organisation_or_whose_account_is_closed(pair, client):
    colleague = MembershipFactory(organisation=pair[0].organisation, role="viewer").user
    token = calendars.make_address(consortium=pair[0].seat.consortium, by=colleague, at=timezone.now())
    page = reverse("calendar_of_consortium", args=[token])
    assert client.get(page).status_code == 200
    colleague.is_active = False
    colleague.save()
    assert client.get(page).status_code == 404
    colleague.is_active = True
    colleague.save()
    colleague.memberships.all().delete()
    assert client.get(page).status_code == 404


def test_the_address_is_shown_once_and_only_its_fingerprint_is_kept(pair, sign_in, client):
    browser, page = sign_in(pair[0].owner), address(pair[0].seat.consortium, "consortium_calendar")
    shown = browser.post(page, follow=True).content.decode()
    secret = shown.split("/calendars/consortia/")[1].split(".ics")[0]
    assert client.get(reverse("calendar_of_consortium", args=[secret])).status_code == 200
    assert secret not in browser.get(page).content.decode()
    assert secret not in ConsortiumCalendar.objects.get().token_hash
    browser.post(address(pair[0].seat.consortium, "consortium_calendar_end"))
    assert not ConsortiumCalendar.objects.exists() and "Make an address" in text_of(browser.get(page))


def test_the_other_members_do_not_read_in_the_history_who_made_one(pair, sign_in):
    made(pair[0])
    assert "secret address" not in text_of(
        sign_in(pair[1].owner).get(address(pair[0].seat.consortium, "consortium_history"))
    )


def test_the_opportunity_of_ones_consortium_stands_in_ones_own_calendar_of_deadlines(pair):
    opportunity = OpportunityFactory(submission_deadline=timezone.now() + DAY)
    Consortium.objects.filter(pk=pair[0].seat.consortium_id).update(opportunity=opportunity)
    assert opportunity in own(pair[0].owner, at=timezone.now())
    pair[1].leave()
    assert opportunity not in own(pair[1].owner, at=timezone.now())
