"""Promises about the figures of all who answered: for everyone, for staff, and as files."""

import csv
import datetime as dt
import io

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.models import AuditEvent
from support_requests.evaluation import keeping
from support_requests.models import Evaluation
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.evaluation import EvaluationFactory
from tests.factories.support import SupportRequestFactory

pytestmark = pytest.mark.django_db

AGREED = dt.datetime(2025, 5, 6, 9, tzinfo=dt.UTC)
BEFORE = {"confidence": 2, "turnover": 1_000_000, "challenges": ["risk"]}
AFTER = {"confidence": 4, "turnover": 1_100_000, "challenges": [], "value": 5}


@pytest.fixture
def by():
    return UserFactory()


def answered(number, by, *, agreed=AGREED, types=("legal",), before=BEFORE, after=AFTER, organisation=None):
    """So many organisations that answered at the beginning and after six months."""
    for _ in range(number):
        request = SupportRequestFactory(
            state="accepted", support_types=list(types), organisation=organisation or OrganisationFactory()
        )
        later = agreed + dt.timedelta(days=183)
        more = {"request": request, "state": "answered", "answered_by": by}
        EvaluationFactory(wave="baseline", due_at=agreed, **more, **before)
        EvaluationFactory(wave="six_months", due_at=later, **more, **after)


def text_of(response) -> str:
    """What stands on the page, but for its frame, which differs each time."""
    return " ".join(response.content.decode().partition("<main")[2].partition("</main>")[0].split())


def test_four_answers_show_nothing_but_that_they_are_too_few(client, by):
    answered(4, by, before=BEFORE | {"confidence": 3})
    text = text_of(client.get(reverse("support_evidence")))
    assert "Fewer than 5 organisations were asked" in text and "Too few to say" in text
    assert "+1" not in text and "£" not in text


def test_fifth_answer_changes_the_figures_of_the_sector(client, by):
    answered(5, by)
    text = text_of(client.get(reverse("support_evidence")))
    assert "At least 5 of at least 5 organisations answered" in text
    assert ">+2<" in text and ">+10%<" in text and "£1,000,000" in text


def test_sixth_answer_shows_with_nine_others(client, by):
    answered(5, by)
    five = text_of(client.get(reverse("support_evidence")))
    answered(4, by, before=BEFORE | {"confidence": 5})
    assert text_of(client.get(reverse("support_evidence"))) == five
    answered(1, by, before=BEFORE | {"confidence": 5})
    assert text_of(client.get(reverse("support_evidence"))) != five


def test_organisation_that_was_helped_five_times_counts_once(client, by):
    answered(5, by, organisation=OrganisationFactory())
    assert "Too few to say" in text_of(client.get(reverse("support_evidence")))


def test_small_year_is_not_shown_nor_what_would_let_one_work_it_out(client, by):
    answered(12, by)
    answered(3, by, agreed=AGREED - dt.timedelta(days=365))
    found = list(csv.reader(io.StringIO(client.get(reverse("support_evidence_csv")).content.decode("utf-8-sig"))))
    years = {row[2]: row[3] for row in found if row[1] == "Confidence to win alone" and row[2].startswith("Year")}
    assert years == {
        "Year in which support was agreed: 2025 to 2026": "Not shown",
        "Year in which support was agreed: 2024 to 2025": "Not shown",
    }
    everyone = [row for row in found if row[:3] == ["6 months later", "Confidence to win alone", "All"]]
    assert everyone[0][3:7] == ["15", "2", "4", "2"]


def test_type_that_almost_all_had_is_not_shown(client, by):
    answered(6, by, types=("legal", "governance"))
    answered(2, by, types=("legal",))
    found = list(csv.reader(io.StringIO(client.get(reverse("support_evidence_csv")).content.decode("utf-8-sig"))))
    told = {row[2]: row[3] for row in found if row[0].startswith("6") and row[1] == "Confidence to win alone"}
    assert told["Type of support: Governance"] == "Not shown", "two had none of it"
    assert told["Type of support: Legal advice"] == "5"


def test_staff_read_how_many_answered_exactly_and_narrow_by_year_and_type(analyst, sign_in, by):
    answered(4, by)
    EvaluationFactory()
    EvaluationFactory()
    browser = sign_in(analyst)
    assert "4 of 6 answered; too few to say." in text_of(browser.get(reverse("support_evaluation")))
    answered(8, by, agreed=AGREED - dt.timedelta(days=365), types=("governance",))
    page = text_of(browser.get(reverse("support_evaluation"), {"year": "2024", "support_type": "governance"}))
    assert "8 of 8 answered" in page and "Too few to say" in page, "only four would be left"
    answered(2, by)
    page = text_of(browser.get(reverse("support_evaluation"), {"year": "2024", "support_type": "governance"}))
    assert "5 answered both times" in page


@pytest.mark.parametrize("query", [{"year": "1999"}, {"wave": "baseline"}, {"measure": "x'"}, {"support_type": "?"}])
def test_what_cannot_be_read_in_the_address_counts_as_not_chosen(staff, sign_in, by, query):
    answered(5, by)
    answer = sign_in(staff).get(reverse("support_evaluation"), query)
    assert answer.status_code == 200 and "5 answered both times" in text_of(answer)


def test_managers_take_single_answers_with_them_and_it_is_recorded(staff, sign_in, by):
    answered(1, by, after=AFTER | {"comment": "=HYPERLINK(1)"})
    answer = sign_in(staff).post(reverse("support_answers_csv"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 3 and rows[2][-1] == "'=HYPERLINK(1)"
    assert AuditEvent.objects.get(action="evaluation_answers_exported").actor == staff


def test_managers_of_an_organisation_take_no_answers_of_others_with_them(staff, sign_in, by):
    """They could compete with each of them."""
    organisation = OrganisationFactory()
    answered(1, by, organisation=organisation)
    one = Evaluation.objects.filter(organisation=organisation).last()
    MembershipFactory(user=staff)
    browser = sign_in(staff)
    assert "Download single answers" not in browser.get(reverse("support_evaluation")).content.decode()
    assert browser.post(reverse("support_answers_csv")).status_code == 403
    assert browser.get(reverse("evaluation_answer", args=[one.pk])).status_code in (403, 404)


def test_page_asks_the_database_as_often_however_many_answered(client, by, django_assert_max_num_queries):
    answered(2, by)
    client.get(reverse("support_evidence"))
    with django_assert_max_num_queries(20) as few:
        client.get(reverse("support_evidence"))
    answered(20, by)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("support_evidence"))


def test_page_is_made_anew_for_each_reader_only_until_many_answered(client, by, monkeypatch):
    monkeypatch.setattr(keeping, "KEEP_FROM", 10)
    answered(5, by)
    assert ">+2<" in text_of(client.get(reverse("support_evidence")))
    answered(5, by, after=AFTER | {"confidence": 5})
    assert ">+2.5<" in text_of(client.get(reverse("support_evidence")))
    answered(5, by, after=AFTER | {"confidence": 5})
    assert ">+2.5<" in text_of(client.get(reverse("support_evidence")))
    cache.clear()
    assert ">+3<" in text_of(client.get(reverse("support_evidence")))


def test_open_questions_count_as_asked_and_those_taken_back_do_not(triage, sign_in):
    EvaluationFactory()
    EvaluationFactory(state="unanswered", due_at=timezone.now())
    EvaluationFactory(state="not_asked")
    assert "0 of 2 answered" in text_of(sign_in(triage).get(reverse("support_evaluation")))
