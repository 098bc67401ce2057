"""What the demonstration shows of how things went after support."""

import pytest
from django.urls import reverse

from mutuals.models import Organisation
from partnerships_portal.demo import evaluating
from support_requests.evaluation.answers import answered
from support_requests.evaluation.page import as_rows
from support_requests.models import Evaluation, SupportRequest
from tests.demo.conftest import AT

pytestmark = pytest.mark.usefixtures("demo_world")


def test_enough_answered_that_figures_show_and_some_groups_are_too_small(client):
    assert len(answered("six_months")) >= 12
    told = [row[3] for row in as_rows(["six_months"])]
    assert told.count("Not shown") > 10 and told.count("20") > 5
    assert "20 answered both times" in client.get(reverse("support_evidence")).content.decode()


def test_past_support_was_promised_an_answer_as_any_other():
    assert not SupportRequest.objects.sent().filter(decision_due_at=None).exists()


def test_questions_wait_for_the_demo_people_and_are_made_once():
    waits = Evaluation.objects.get(state="asked", request__title=evaluating.OPEN[0])
    own = waits.request.organisation
    assert own.memberships.filter(user__email="owner.demo@example.org").exists()
    number = Evaluation.objects.count()
    evaluating.ensure(own=own, at=AT)
    assert Evaluation.objects.count() == number
    evaluating.remove(Organisation.objects.filter(is_demo=True))
    assert not Evaluation.objects.exists()
