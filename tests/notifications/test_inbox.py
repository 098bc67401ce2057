"""A person's inbox."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import DefinitionFactory, NotificationFactory
from tests.factories.partnering import ConsortiumMemberFactory

pytestmark = pytest.mark.django_db


def test_person_sees_own_messages_newest_first_and_nobody_elses(stranger, sign_in):
    NotificationFactory(person=stranger, subject="First")
    NotificationFactory(person=stranger, subject="Second")
    NotificationFactory(subject="For another")
    page = sign_in(stranger).get(reverse("inbox")).content.decode()
    assert page.index("Second") < page.index("First")
    assert "For another" not in page


def test_opening_a_message_is_reading_it_once(stranger, sign_in):
    message = NotificationFactory(person=stranger, subject="Answered", body="Yes.\n\nIt may be split.", url="/about/")
    client = sign_in(stranger)
    page = client.get(reverse("inbox_message", args=[message.pk])).content.decode()
    assert "It may be split." in page and 'href="/about/"' in page
    message.refresh_from_db()
    first = message.read_at
    client.get(reverse("inbox_message", args=[message.pk]))
    message.refresh_from_db()
    assert first is not None and message.read_at == first


def test_messages_of_others_do_not_exist(stranger, sign_in):
    message = NotificationFactory()
    assert sign_in(stranger).get(reverse("inbox_message", args=[message.pk])).status_code == 404
    message.refresh_from_db()
    assert message.read_at is None


def test_all_messages_are_marked_as_read_but_only_ones_own(stranger, sign_in):
    mine, other = NotificationFactory(person=stranger), NotificationFactory()
    answer = sign_in(stranger).post(reverse("inbox_read_all"), follow=True)
    assert "All messages are marked as read." in answer.content.decode()
    mine.refresh_from_db()
    other.refresh_from_db()
    assert mine.read_at is not None and other.read_at is None


def test_unread_messages_can_be_shown_alone(stranger, sign_in):
    NotificationFactory(person=stranger, subject="Old", read_at=timezone.now())
    NotificationFactory(person=stranger, subject="New")
    page = sign_in(stranger).get(reverse("inbox"), {"show": "unread"}).content.decode()
    assert "New" in page and ">Old<" not in page


def test_long_inboxes_come_in_pages_with_constant_queries(stranger, sign_in, django_assert_max_num_queries):
    NotificationFactory.create_batch(3, person=stranger)
    client = sign_in(stranger)
    with django_assert_max_num_queries(26) as few:
        client.get(reverse("inbox"))
    NotificationFactory.create_batch(60, person=stranger)
    with django_assert_max_num_queries(len(few.captured_queries)):
        page = client.get(reverse("inbox"), {"page": 2}).content.decode()
    assert page.count("portal-todo__unread") == 25
    assert 'aria-label="Page 3"' in page


def test_an_empty_inbox_says_what_will_come(stranger, sign_in):
    assert "No messages yet" in sign_in(stranger).get(reverse("inbox")).content.decode()


@pytest.mark.parametrize("page", ["-1", "0", "99", "two", ""])
def test_pages_that_do_not_exist_are_no_error(page, stranger, sign_in):
    NotificationFactory.create_batch(30, person=stranger)
    assert sign_in(stranger).get(reverse("inbox"), {"page": page}).status_code == 200


def test_messages_of_one_category_can_be_shown_alone(stranger, sign_in):
    NotificationFactory(person=stranger, event="member_role_given", subject="Your role")
    NotificationFactory(person=stranger, event="definition_verified", subject="Verified at last")
    client = sign_in(stranger)
    page = client.get(reverse("inbox"), {"about": "verification"}).content.decode()
    assert "Verified at last" in page and "Your role" not in page
    everything = client.get(reverse("inbox"), {"about": "gossip"}).content.decode()
    assert "Verified at last" in everything and "Your role" in everything


def test_marking_one_as_read_leads_back_to_where_one_was(stranger, sign_in):
    message, other = NotificationFactory(person=stranger), NotificationFactory(person=stranger)
    answer = sign_in(stranger).post(reverse("inbox_read", args=[message.pk]), {"list": "show=unread&page=2"})
    assert answer["Location"] == f"{reverse('inbox')}?show=unread&page=2#messages"
    message.refresh_from_db()
    other.refresh_from_db()
    assert message.read_at is not None and other.read_at is None


def test_nobody_is_led_elsewhere_after_marking(stranger, sign_in):
    message = NotificationFactory(person=stranger)
    answer = sign_in(stranger).post(reverse("inbox_read", args=[message.pk]), {"list": "//evil.example.org\r\nX: y"})
    assert answer["Location"].startswith(f"{reverse('inbox')}?") and "\n" not in answer["Location"]


def test_message_says_where_it_leads_why_it_came_and_that_it_did_not_arrive(stranger, sign_in):
    message = NotificationFactory(
        person=stranger, event="member_role_given", url="/about/", because="you own Saltwick", email_state="bouncing"
    )
    page = sign_in(stranger).get(reverse("inbox_message", args=[message.pk])).content.decode()
    assert "See what this is about" in page and 'href="/about/"' in page
    assert "You get this because you own Saltwick." in page
    assert "It did not reach you by e-mail" in page


def test_what_waits_stands_above_the_messages(owner, organisation, staff, sign_in):
    DefinitionFactory(organisation=organisation, status="returned", decided_at=timezone.now(), decided_by=staff)
    NotificationFactory(person=owner, subject="A message")
    page = sign_in(owner).get(reverse("inbox")).content.decode()
    assert "Waiting for you (1)" in page
    assert page.index("Answer what programme staff asked") < page.index("A message")


def about(consortium, person, *subjects, **values):
    scope = f"consortia.consortium:{consortium.pk}"
    return [NotificationFactory(person=person, subject=each, members_of=scope, **values) for each in subjects]


def test_several_messages_of_a_busy_consortium_stand_in_one_line(owner, organisation, sign_in):
    seat = ConsortiumMemberFactory(organisation=organisation, consortium__name="Harbour Partnership")
    about(seat.consortium, owner, "First step", "Second step", "Third step")
    NotificationFactory(person=owner, subject="Something else")
    page = sign_in(owner).get(reverse("inbox"))
    assert [(line.about, len(line.messages)) for line in page.context["lines"]] == [("", 1), ("Harbour Partnership", 3)]
    text = page.content.decode()
    assert "Harbour Partnership: 3 messages" in text and "3 unread" in text and "First step" in text


def test_few_messages_and_those_of_a_consortium_that_one_left_stand_alone(owner, organisation, sign_in):
    few, left = (ConsortiumMemberFactory(organisation=organisation) for _ in range(2))
    about(few.consortium, owner, "One", "Two")
    about(left.consortium, owner, "Three", "Four", "Five")
    type(left).objects.filter(pk=left.pk).update(left_at=timezone.now())
    page = sign_in(owner).get(reverse("inbox"))
    assert [line.about for line in page.context["lines"]] == [""] * 5
    assert left.consortium.name not in page.content.decode()


def test_all_messages_of_one_consortium_are_marked_as_read_and_no_others(owner, organisation, sign_in):
    seat = ConsortiumMemberFactory(organisation=organisation)
    about(seat.consortium, owner, "One", "Two", "Three")
    other = NotificationFactory(person=owner, subject="Something else")
    scope = f"consortia.consortium:{seat.consortium_id}"
    sign_in(owner).post(reverse("inbox_read_all"), {"of": scope})
    assert list(owner.notifications.unread()) == [other]


def test_grouping_takes_as_many_queries_for_many_consortia_as_for_one(owner, organisation, sign_in):
    browser = sign_in(owner)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            browser.get(reverse("inbox"))
        return len(found)

    about(ConsortiumMemberFactory(organisation=organisation).consortium, owner, "One", "Two", "Three")
    queries()
    before = queries()
    for _ in range(4):
        about(ConsortiumMemberFactory(organisation=organisation).consortium, owner, "One", "Two", "Three")
    assert queries() == before
