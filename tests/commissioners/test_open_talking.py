"""Promises about questions and documents as open data."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commissioners.actions import questions
from commissioners.models import Opportunity
from tests.factories import OpportunityDocumentFactory, OpportunityFactory, QuestionFactory
from tests.ocds_schemas import RELEASE_PACKAGE, problems

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(published, commissioner):
    question = QuestionFactory(opportunity=published, text="We of Harrowmere ask: is it included?")
    questions.answer(
        question=question,
        published_text="Is the building included?",
        answer="Yes. Ask ida@marlbeck.example for the plan.",
        by=commissioner,
        at=timezone.now(),
    )
    return question


def tender(client, opportunity) -> dict:
    package = client.get(reverse("opportunity_json", args=[opportunity.pk])).json()
    assert problems(package, RELEASE_PACKAGE) == []
    assert any("ocds_enquiry_extension" in address for address in package["extensions"])
    return package["releases"][0]["tender"]


def test_an_answer_is_published_without_who_asked_and_without_addresses(client, published, answered):
    QuestionFactory(opportunity=published, text="Not answered yet")
    said = tender(client, published)
    assert said["hasEnquiries"] is True
    (enquiry,) = said["enquiries"]
    assert set(enquiry) == {"id", "date", "description", "answer", "dateAnswered"}
    assert enquiry["description"] == "Is the building included?"
    assert enquiry["answer"] == "Yes. Ask [e-mail removed] for the plan."
    assert enquiry["date"].endswith("T00:00:00Z"), "the day alone"


def test_without_answers_nothing_is_said_of_questions(client, published):
    QuestionFactory(opportunity=published)
    said = tender(client, published)
    assert "enquiries" not in said and "hasEnquiries" not in said


def test_documents_are_published_with_what_they_are_and_where(client, published):
    document = OpportunityDocumentFactory(opportunity=published, title="Draft specification")
    OpportunityDocumentFactory(opportunity=published, removed_at=timezone.now(), removed_by=document.added_by)
    said = [each for each in tender(client, published)["documents"] if each["id"].startswith("document-")]
    assert [(each["title"], each["format"]) for each in said] == [("Draft specification", "application/pdf")]
    assert client.get(said[0]["url"].removeprefix("http://testserver")).status_code == 200


def test_a_page_of_releases_takes_no_more_queries_for_more_questions(client):
    counts = []
    for _ in range(2):
        for _ in range(2):
            opportunity = OpportunityFactory()
            for _ in range(3):
                OpportunityDocumentFactory(opportunity=opportunity)
                questions.answer(
                    question=QuestionFactory(opportunity=opportunity),
                    published_text="Is it included?",
                    answer="Yes.",
                    by=QuestionFactory().asked_by,
                    at=timezone.now(),
                )
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("open_data_releases")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert Opportunity.objects.count() >= 4
