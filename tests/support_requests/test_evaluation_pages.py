"""Promises about the pages on which questionnaires are answered."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.notifications.models import Notification
from support_requests.models import EvaluationLink
from tests.factories import MembershipFactory
from tests.factories.evaluation import EvaluationFactory, EvaluationLinkFactory
from tests.factories.support import SupportRequestFactory

pytestmark = pytest.mark.django_db

TOKEN = "what-the-email-has"
TYPED = {"turnover": "£1,250,000", "confidence": "4", "challenges": ["capacity", "risk"], "comment": "It helped."}


@pytest.fixture
def asked(organisation, owner):
    """A questionnaire that waits for the owner."""
    request = SupportRequestFactory(organisation=organisation, asked_by=owner, state="accepted", title="Which model?")
    return EvaluationFactory(request=request)


@pytest.fixture
def link(asked, owner):
    return EvaluationLinkFactory(evaluation=asked, person=owner, token=TOKEN)


@pytest.fixture
def url(link):
    return reverse("evaluation_link", args=[TOKEN])


def expire(link):
    EvaluationLink.objects.filter(pk=link.pk).update(
        sent_at=timezone.now() - dt.timedelta(days=31), expires_at=timezone.now() - dt.timedelta(days=1)
    )


def test_opening_the_link_however_often_changes_nothing(client, url, asked):
    for _ in range(3):
        answer = client.get(url)
        assert answer.status_code == 200 and client.head(url).status_code == 200
    asked.refresh_from_db()
    assert asked.state == "asked"
    text = answer.content.decode()
    assert asked.request.organisation.name in text and "Which model?" in text
    assert asked.request.happening not in text and asked.request.asked_by.email not in text


def test_page_of_the_link_is_kept_by_nobody(client, url):
    answer = client.get(url)
    assert "noindex" in answer["X-Robots-Tag"] and answer["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer["Cache-Control"]


def test_answers_are_checked_then_sent_and_the_link_is_used_up(client, url, asked, link, owner):
    checked = client.post(url, TYPED | {"check": "1"})
    assert "£1,250,000" in checked.content.decode()
    asked.refresh_from_db()
    assert asked.state == "asked"
    sent = client.post(url, TYPED | {"send": "1"})
    assert "Your answers are kept" in sent.content.decode()
    asked.refresh_from_db()
    link.refresh_from_db()
    assert (asked.turnover, asked.confidence, asked.challenges) == (1_250_000, 4, ["capacity", "risk"])
    assert asked.answered_by == owner and asked.by_link and link.used_at
    for answer in (client.post(url, {"confidence": "1", "send": "1"}), client.get(url)):
        assert "Already answered, thank you" in answer.content.decode()
    asked.refresh_from_db()
    assert asked.confidence == 4


def test_errors_keep_what_was_typed_and_name_the_field(client, url, asked):
    answer = client.post(url, {"turnover": "lots", "other_buyers": "130", "comment": "Kept", "send": "1"})
    text = answer.content.decode()
    assert "Turnover: enter an amount in pounds" in text and "must be between 0 and 100" in text
    assert 'value="lots"' in text and "Kept" in text
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_empty_form_is_not_taken_for_an_answer(client, url):
    assert "Answer at least one question" in client.post(url, {"send": "1"}).content.decode()


def test_none_of_these_is_not_the_same_as_not_told(client, url, asked):
    assert "not both" in client.post(url, {"challenges": ["none", "risk"], "send": "1"}).content.decode()
    client.post(url, {"challenges": ["none"], "send": "1"})
    asked.refresh_from_db()
    assert asked.challenges == []


def test_expired_link_shows_nothing_and_a_new_one_goes_to_the_same_person_alone(client, url, link, asked, owner):
    MembershipFactory(organisation=asked.request.organisation, role="owner")
    expire(link)
    page = client.get(url).content.decode()
    assert "has expired" in page and asked.request.organisation.name not in page and "Which model?" not in page
    client.post(url, {"again": "1", "email": "somebody@example.com"})
    assert list(Notification.objects.values_list("person", "event")) == [(owner.pk, "evaluation_link_sent")]
    assert asked.links.count() == 2


def test_expired_link_asked_for_often_sends_one(client, url, link, asked):
    expire(link)
    for _ in range(4):
        said = client.post(url, {"again": "1"}).content.decode()
        assert "a new link is on its way" in said
    assert Notification.objects.count() == 1


def test_expired_link_of_closed_questions_sends_nothing(client, url, link, asked):
    asked.asked_at = timezone.now() - dt.timedelta(days=61)
    asked.save()
    expire(link)
    assert "These questions are closed" in client.post(url, {"again": "1"}).content.decode()
    assert not Notification.objects.exists()


def test_guess_and_a_link_of_somebody_who_left_lead_to_the_same_page(client, url, owner):
    guess = client.get(reverse("evaluation_link", args=["a-guess"]))
    owner.memberships.all().delete()
    left = client.get(url)
    assert guess.status_code == left.status_code == 404
    assert "This link leads nowhere" in guess.content.decode() and "This link leads nowhere" in left.content.decode()
    assert "noindex" in guess["X-Robots-Tag"]


def test_guessing_is_limited(client, db):
    cache.clear()
    statuses = {client.get(reverse("evaluation_link", args=[f"guess-{n}"])).status_code for n in range(121)}
    assert statuses == {404, 429}


def test_owner_answers_signed_in_and_the_viewer_reads_it(asked, owner, viewer, sign_in):
    page = reverse("evaluation_answer", args=[asked.pk])
    assert "wait for an answer" in sign_in(viewer).get(page).content.decode()
    answer = sign_in(owner).post(page, TYPED | {"send": "1"}, follow=True)
    assert "Your answers are kept" in answer.content.decode()
    assert "It helped." in sign_in(viewer).get(page).content.decode()
    again = sign_in(owner).post(page, TYPED | {"send": "1"}, follow=True)
    assert "answered already" in again.content.decode()


def test_later_answers_stand_beside_the_first(organisation, owner, sign_in):
    request = SupportRequestFactory(organisation=organisation, state="completed")
    answered = {"request": request, "state": "answered", "answered_by": owner}
    EvaluationFactory(wave="baseline", confidence=2, challenges=["capacity"], **answered)
    later = EvaluationFactory(confidence=4, challenges=[], success=3, **answered)
    page = sign_in(owner).get(later.get_absolute_url()).text
    assert '4<br><span class="portal-secondary">When support was agreed: 2</span>' in page
    assert "None of these" in page and "When support was agreed: Too little capacity" in page
    assert page.count("When support was agreed") == 2  # nothing beside what was not answered then


def test_questions_await_those_who_act_for_the_organisation(asked, owner, viewer):
    from partnerships_portal.notifications.awaiting import awaiting

    [thing] = awaiting(owner, timezone.now())
    assert thing.url == asked.get_absolute_url() and "Harrowmere" in thing.text
    assert not awaiting(viewer, timezone.now())
    asked.request.organisation.closed_at = timezone.now()
    asked.request.organisation.save()
    assert not awaiting(owner, timezone.now())


def test_request_page_leads_its_own_people_to_the_questions_and_no_adviser(asked, owner, sign_in):
    from tests.factories.support import AssignmentFactory

    page, answer_here = asked.request.get_absolute_url(), asked.get_absolute_url()
    assert answer_here in sign_in(owner).get(page).content.decode()
    adviser = AssignmentFactory(line__package__request=asked.request).adviser.person
    assert answer_here not in sign_in(adviser).get(page).content.decode()


def test_officers_see_that_it_was_answered_and_managers_what(asked, owner, triage, staff, sign_in):
    sign_in(owner).post(asked.get_absolute_url(), TYPED | {"send": "1"})
    case = reverse("support_case", args=[asked.request.pk])
    for_officer, for_manager = (sign_in(person).get(case).content.decode() for person in (triage, staff))
    assert "Answered" in for_officer and asked.get_absolute_url() not in for_officer
    assert asked.get_absolute_url() in for_manager
    assert sign_in(triage).get(asked.get_absolute_url()).status_code == 403


def test_only_whoever_may_answer_is_led_to_questions_that_wait(sign_in, asked, owner, viewer, staff):
    where = reverse("evaluation_answer", args=[asked.pk])
    assert where in sign_in(owner).get(asked.request.get_absolute_url()).text
    assert where not in sign_in(viewer).get(asked.request.get_absolute_url()).text
    assert where not in sign_in(staff).get(reverse("support_case", args=[asked.request_id])).text


def test_page_of_a_withdrawn_request_promises_no_more_questions(organisation, owner, sign_in):
    request = SupportRequestFactory(organisation=organisation, state="withdrawn")
    EvaluationFactory(request=request, state="scheduled", due_at=timezone.now() + dt.timedelta(days=90))
    page = sign_in(owner).get(request.get_absolute_url()).text
    assert "Not asked any more" in page and "To be asked on" not in page
