"""The promise that nobody learns who asked a question: every page and export, for everybody who did not ask it."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from commissioners.actions import questions
from commissioners.models import Question
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.notifications.actions import send_waiting
from partnerships_portal.notifications.models import Notification
from tests.access import POLICIES
from tests.access.outcomes import OK
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.test_access import OWN_NAMES, one_world, world  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db

READERS = ("anonymous", "stranger", "other_owner", "commissioner", "body_viewer", "staff")
WORDS = ("Is the kitchen included?", "Who pays for the lift?", "Does the mayor decide?", "May we sublet?")


@pytest.fixture
def asker():
    organisation = OrganisationFactory(name="Zephyrgate Skills")
    return MembershipFactory(user=UserFactory(name="Quillan Vortigern"), organisation=organisation).user


@pytest.fixture
def asked(world, asker):  # noqa: F811 - the fixture
    """One question in each state, the answer of one corrected."""
    buyer, at = world.people["commissioner"], timezone.now()
    found = [questions.ask(opportunity=world.opportunity, text=text, by=asker, at=at) for text in WORDS]
    answer = {"published_text": WORDS[0], "by": buyer, "at": at}
    questions.answer(question=found[0], answer="Yes.", **answer)
    corrected = Question.objects.get(pk=found[0].pk)
    questions.correct(question=corrected, answer="Yes, and the yard.", hide_former=False, **answer)
    questions.set_aside(question=found[1], reason="It is not ours to say", by=buyer, at=at)
    questions.withdraw(question=found[2], by=asker, at=at)
    return found


def traces(text: str, asker) -> int:
    """How often a text says who asked."""
    names = (asker.name, asker.email, asker.memberships.get().organisation.name)
    return sum(text.count(name) for name in names)


def pages_of(world, person):  # noqa: F811 - the fixture
    """Every address that the person may read."""
    for name in OWN_NAMES:
        policy = POLICIES[name]
        if policy.outcomes("GET")[person] is OK:
            yield reverse(name, args=policy.args(world))
    for question in Question.objects.all():
        if person == "commissioner":
            yield reverse("question_answer", args=[question.opportunity_id, question.pk])
            yield reverse("question_set_aside", args=[question.opportunity_id, question.pk])


def read(client, address) -> str:
    """What the page says."""
    return client.get(address, follow=True).getvalue().decode(errors="replace")


@pytest.mark.parametrize("person", READERS)
def test_no_page_or_export_says_who_asked(world, person, asker, asked, sign_in):  # noqa: F811 - the fixture
    client, told = sign_in(world.people[person]), []
    addresses = list(dict.fromkeys(pages_of(world, person)))
    for address in addresses:
        before = traces(read(client, address), asker)
        if before:
            told.append((address, before))
    Question.objects.all().delete()  # whatever still names them does so for another reason, such as the directory
    for address, before in told:
        after = traces(read(client, address), asker)
        assert after == before, address
    assert len(addresses) > 20


def test_no_message_and_no_audit_event_says_who_asked(world, asker, asked):  # noqa: F811 - the fixture
    send_waiting(at=timezone.now())
    others = Notification.objects.exclude(person=asker)
    assert others.filter(event="question_received").exists()
    assert not any(traces(row.subject + row.body + row.because + row.url, asker) for row in others)
    letters = [letter for letter in mail.outbox if letter.to != [asker.email]]
    assert letters
    assert not any(traces(letter.subject + letter.body, asker) for letter in letters)
    assert not AuditEvent.objects.filter(target_kind="commissioners.question", actor=asker).exists()
    assert not AuditEvent.objects.filter(target_kind="commissioners.question", details__has_key="person").exists()
