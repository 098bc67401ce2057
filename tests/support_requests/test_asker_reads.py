"""What the page of a request tells whoever asked: the question to answer, what it was joined with, what comes next."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from support_requests.actions import clocks
from support_requests.models import SupportRequest
from tests.factories import MembershipFactory, UserFactory
from tests.factories.support import SupportMessageFactory, SupportRequestFactory

pytestmark = pytest.mark.django_db
State = SupportRequest.State


@pytest.fixture
def officer():
    return UserFactory(programme_role="triage_officer", name="Odette Farrow")


def joined(organisation, officer, state, **more):
    """A request of the organisation that goes on in another member's, which stands at `state`."""
    into = SupportRequestFactory(title="Theirs", state=state, officer=officer, **more)
    return SupportRequestFactory(organisation=organisation, state="merged", merged_into=into)


def test_question_stands_once_beside_the_answer(sign_in, editor, viewer, organisation, officer):
    request = SupportRequestFactory(organisation=organisation)
    asked = {"request": request, "side": "programme", "written_by": officer}
    first = SupportMessageFactory(text="Who would lead?", asks_for_more=True, **asked)
    client = sign_in(editor)
    for waits in (True, False):
        clocks.pause(request, at=first.written_at) if waits else clocks.resume(request, at=timezone.now())
        SupportMessageFactory(text="And who would pay?", asks_for_more=True, **asked)
        page = client.get(request.get_absolute_url()).text
        assert page.count("Who would lead?") == 1
        assert page.partition("Send your answer")[0].count("And who would pay?") == (1 if waits else 2)
        assert ("Owners and editors of" in sign_in(viewer).get(request.get_absolute_url()).text) == waits
        assert ("Send your answer" in page) == waits and "Nobody has written yet" not in page


@pytest.mark.parametrize(
    ("state", "words", "may_ask_again"),
    [
        ("submitted", "Staff decide on both together", False),
        ("in_progress", "A package of support is agreed with the other member", False),
        ("declined", "Ask again: you are answered on your own", True),
        ("withdrawn", "The other member withdrew theirs", True),
    ],
)
def test_whoever_was_joined_with_another_member_reads_what_became_of_both(
    sign_in, editor, organisation, officer, state, words, may_ask_again
):
    page = sign_in(editor).get(joined(organisation, officer, state).get_absolute_url()).text
    assert words in page and "Theirs" not in page
    assert ("It goes on" in page) == (not may_ask_again) and ("It went on" in page) == may_ask_again
    assert ("Odette Farrow" in page) == (not may_ask_again)
    assert ("Ask for support again" in page) == ("You can go on writing" not in page) == may_ask_again


def test_whoever_others_were_joined_with_is_told_so(sign_in, organisation, officer):
    joined(organisation, officer, "submitted")
    stays = SupportRequest.objects.get(title="Theirs")
    theirs = MembershipFactory(organisation=stays.organisation).user
    assert "a request of another member" in sign_in(theirs).get(stays.get_absolute_url()).text


def test_what_others_were_joined_with_costs_the_list_no_query(sign_in, editor, organisation, officer):
    client, url = sign_in(editor), reverse("support_home")
    for number in (1, 3):
        for _ in range(number):
            joined(organisation, officer, "submitted")
        with CaptureQueriesContext(connection) as now:
            client.get(url)
        if number == 1:
            before = len(now)
    assert len(now) == before
