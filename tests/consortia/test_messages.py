"""Messages of a consortium: everybody of its members reads them, each is there once, nobody's words are another's."""

import datetime as dt
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consortia.actions import members
from consortia.actions import messages as actions
from consortia.models import ConsortiumMember, ConsortiumMessage
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from tests.at_once import at_once
from tests.factories import MembershipFactory
from tests.factories.sharing import ConsortiumMessageFactory

from .working import address, partners, text_of


@pytest.fixture
def pair(db):
    return partners(2)


def post(partner, subject="Monday", text="Shall we meet?", form_key=None, at=None):
    return actions.post(
        member=partner.seat,
        subject=subject,
        text=text,
        form_key=form_key or uuid.uuid4(),
        by=partner.owner,
        at=at or timezone.now(),
    )


def key_on(page) -> str:
    return re.search(r'name="form_key" value="([^"]+)"', page.content.decode())[1]


def where(partner, name="consortium_messages", *args):
    return address(partner.seat.consortium, name, *args)


def test_a_message_is_read_by_the_others_who_are_told_without_its_text(pair, sign_in):
    first, second = pair
    browser = sign_in(first.owner)
    typed = {
        "subject": "Rooms",
        "text": "The hall is free.",
        "form_key": key_on(browser.get(where(first, "consortium_message_write"))),
    }
    browser.post(where(first, "consortium_message_write"), typed)
    page = text_of(sign_in(second.owner).get(where(first)))
    assert "Rooms" in page and "The hall is free." in page and f"{first.owner}, Harrowmere Care" in page
    told = Notification.objects.get(event="consortium_message_posted")
    assert told.person == second.owner and "Harrowmere Care wrote to Together for Youth: Rooms" in told.subject
    assert "hall" not in told.body, "what is taken back, or closed to whoever leaves, is in no mailbox"


def test_a_double_click_posts_once(pair, sign_in):
    browser = sign_in(pair[0].owner)
    typed = {
        "subject": "Rooms",
        "text": "Once",
        "form_key": key_on(browser.get(where(pair[0], "consortium_message_write"))),
    }
    for _ in range(2):
        assert browser.post(where(pair[0], "consortium_message_write"), typed).status_code == 302
    assert ConsortiumMessage.objects.count() == 1 and Notification.objects.count() == 1


def test_the_page_of_somebody_else_posts_nothing(pair):
    key = post(pair[0]).form_key
    with pytest.raises(NotPossible, match="Open it again"):
        post(pair[1], form_key=key)


@pytest.mark.parametrize("wrong", ["", "x", "1", "\x00"])
def test_a_message_from_a_page_without_a_key_is_posted_all_the_same(pair, sign_in, wrong):
    typed = {"subject": "Rooms", "text": "The hall is free", "form_key": wrong}
    assert sign_in(pair[0].owner).post(where(pair[0], "consortium_message_write"), typed).status_code == 302
    assert ConsortiumMessage.objects.get().text == "The hall is free"


def test_whoever_acts_for_two_members_says_for_which(pair, sign_in):
    first, second = pair
    MembershipFactory(user=first.owner, organisation=second.organisation, role="editor")
    browser, form = sign_in(first.owner), where(first, "consortium_message_write")
    typed = {"subject": "Rooms", "text": "The hall is free"}
    assert "Choose the organisation that you act for" in text_of(browser.post(form, typed))
    browser.post(form, typed | {"seat": second.seat.pk})
    assert ConsortiumMessage.objects.get().member == second.seat


def test_an_empty_message_says_what_is_missing(pair, sign_in):
    page = text_of(sign_in(pair[0].owner).post(where(pair[0], "consortium_message_write"), {"subject": " "}))
    assert "Enter a subject" in page and "Enter your message" in page


def test_an_answer_takes_the_subject_over_and_one_of_another_consortium_does_not(pair, sign_in):
    message, elsewhere = post(pair[0], "Rooms"), ConsortiumMessageFactory(subject="Their secret")
    browser, form = sign_in(pair[1].owner), where(pair[0], "consortium_message_write")
    assert 'value="Rooms"' in browser.get(f"{form}?answer={message.pk}").content.decode()
    for asked in (elsewhere.pk, "x", "9" * 40):
        assert "Their secret" not in text_of(browser.get(f"{form}?answer={asked}"))


def test_own_message_can_be_corrected_for_a_while_and_says_so(pair, sign_in):
    message, browser = post(pair[0]), sign_in(pair[0].owner)
    browser.post(where(pair[0], "consortium_message_change", message.pk), {"subject": "Tuesday", "text": "Shall we?"})
    page = text_of(sign_in(pair[1].owner).get(where(pair[0])))
    assert "Tuesday" in page and "Shall we meet" not in page and ", corrected" in page
    later = timezone.now() + dt.timedelta(minutes=61)
    with pytest.raises(NotPossible, match="for 60 minutes"):
        actions.correct(message=message, subject="x", text="y", by=pair[0].owner, at=later)
    with pytest.raises(NotPossible, match="for 60 minutes"):
        actions.take_back(message=message, by=pair[0].owner, at=later)


def test_a_message_taken_back_loses_its_words_for_good(pair, sign_in):
    message = post(pair[0], text="The wrong list")
    browser, page = sign_in(pair[0].owner), where(pair[0], "consortium_message_take_back", message.pk)
    assert "deleted for good" in text_of(browser.get(page))
    for _ in range(2):
        assert browser.post(page).status_code == 302
    message.refresh_from_db()
    assert message.text == "" and message.taken_back_at
    assert "Taken back on" in text_of(sign_in(pair[1].owner).get(where(pair[0])))
    with pytest.raises(NotPossible, match="was taken back"):
        actions.correct(message=message, subject="x", text="y", by=pair[0].owner, at=timezone.now())


def test_nobody_changes_what_somebody_else_wrote_not_even_a_colleague(pair):
    message = post(pair[0])
    colleague = MembershipFactory(organisation=pair[0].organisation, role="editor").user
    for other in (colleague, pair[1].owner):
        with pytest.raises(NotPossible):
            actions.take_back(message=message, by=other, at=timezone.now())


def test_what_others_wrote_since_one_was_there_is_new_once(pair, sign_in):
    first, second = pair
    post(first)
    browser = sign_in(second.owner)
    assert ">New<" in browser.get(where(first)).content.decode()
    assert ">New<" not in browser.get(where(first)).content.decode()
    post(second)
    assert ">New<" not in browser.get(where(first)).content.decode(), "one's own are not new"


def test_the_conversation_is_paged_and_needs_no_more_queries_for_more(pair, sign_in):
    browser = sign_in(pair[1].owner)

    def queries():
        with CaptureQueriesContext(connection) as counted:
            browser.get(where(pair[0]))
        return len(counted)

    post(pair[0])
    queries()
    before = queries()
    ConsortiumMessageFactory.create_batch(25, member=pair[0].seat)
    queries()
    assert queries() == before
    assert "Page 2" in browser.get(where(pair[0])).content.decode()


def test_whoever_has_left_reads_nothing_any_more(pair, sign_in):
    post(pair[0])
    pair[1].leave()
    assert sign_in(pair[1].owner).get(where(pair[0])).status_code == 404


def test_a_dissolved_consortium_is_read_and_not_written_to(pair, sign_in):
    message = post(pair[0])
    consortium = pair[0].seat.consortium
    type(consortium).objects.filter(pk=consortium.pk).update(state="dissolved")
    page = text_of(sign_in(pair[0].owner).get(where(pair[0])))
    assert "Shall we meet?" in page and "Write a message" not in page and "Take back" not in page
    with pytest.raises(NotPossible, match="dissolved"):
        post(pair[0])
    with pytest.raises(NotPossible, match="dissolved"):
        actions.take_back(message=message, by=pair[0].owner, at=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_a_member_that_leaves_while_it_posts_has_posted_before_or_not_at_all():
    first, *_ = partners(3)
    for number in range(3):
        seat = ConsortiumMember.objects.get(pk=first.seat.pk)
        found = at_once(
            lambda number=number: post(first, f"Race {number}"),
            lambda seat=seat: members.leave(member=seat, by=first.owner, at=timezone.now()),
        )
        written = ConsortiumMessage.objects.filter(subject=f"Race {number}").exists()
        assert written == isinstance(found[0], ConsortiumMessage)
        assert written or isinstance(found[0], NotPossible)
        assert found[1] is None and ConsortiumMember.objects.get(pk=seat.pk).left_at
        ConsortiumMember.objects.filter(pk=seat.pk).update(left_at=None, left_by=None, ending="")


@pytest.mark.django_db(transaction=True)
def test_two_clicks_in_one_moment_post_once():
    first, _ = partners(2)
    key = uuid.uuid4()
    found = at_once(*[lambda: post(first, form_key=key)] * 3)
    assert len({one.pk for one in found}) == 1 and ConsortiumMessage.objects.count() == 1
