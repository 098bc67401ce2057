"""What pages say of the law of an opportunity, and the guide for its buyers."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commissioners.choices import Reservation, Route, State
from commissioners.models import RouteQuestions
from partnerships_portal.accounts.models import AuditEvent
from tests.factories import BodyFactory, LocalAuthorityFactory, OpportunityFactory
from tests.factories.legal import RouteQuestionsFactory, ServiceListFactory

pytestmark = pytest.mark.django_db
CARE = "85312000"


@pytest.fixture
def draft(body):
    """Five years of social care for a million, tender expected, of the commissioner's council."""
    body.buyer_class = "sub_central"
    body.save()
    return OpportunityFactory(
        body=body,
        state=State.DRAFT,
        submission_deadline=None,
        expected_tender_on=dt.date(2027, 1, 11),
        cpv_codes=[CARE],
        is_light_touch=True,
        value=Decimal(1_000_000),
        starts_on=dt.date(2027, 9, 1),
        ends_on=dt.date(2031, 8, 31),
        may_be_extended=False,
        places=[LocalAuthorityFactory()],
    )


@pytest.fixture
def answered(draft):
    """The draft, of which its buyer said that it is not health care; the list of reservable services is entered."""
    RouteQuestionsFactory(opportunity=draft, is_health_care=False, is_mixed=False)
    ServiceListFactory(codes=[CARE])
    return draft


def text_of(client, name, *args):
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return " ".join(response.content.decode().partition("<main")[2].partition("</main>")[0].split())


def test_everyone_reads_what_is_known_with_its_rules(client):
    opportunity = OpportunityFactory(value=Decimal(1_000_000), is_light_touch=True, regime="procurement_act")
    words = text_of(client, "law_detail", opportunity.pk)
    assert "at or above the threshold" in words
    assert "https://www.legislation.gov.uk/uksi/2025/1200" in words
    assert "Checked on 22 November 2026" in words
    assert "This is not legal advice" in words
    assert "£663,540" in words


def test_what_is_not_known_is_said_and_not_made_up(client):
    words = text_of(client, "law_detail", OpportunityFactory().pk)
    assert "Its buyer has not said under which law it is bought." in words
    assert "The value is not stated." in words
    assert "The list of reservable light touch services has not been entered." in words
    assert "Tell us" not in words


def test_the_buyer_is_told_what_to_say_and_where(sign_in, commissioner, body):
    opportunity = OpportunityFactory(body=body, state=State.DRAFT)
    words = text_of(sign_in(commissioner), "law_detail", opportunity.pk)
    for section in ("dates", "money", "law"):
        assert reverse("opportunity_section", args=[opportunity.pk, section]) in words
    assert "When the tender is expected" in words
    assert "programme staff have not entered that list yet" in words


def test_what_the_buyer_answered_in_the_guide_is_kept_from_others(sign_in, commissioner, other_owner, body, client):
    opportunity = OpportunityFactory(body=body)
    before = text_of(client, "law_detail", opportunity.pk)
    RouteQuestionsFactory(opportunity=opportunity, is_health_care=False)
    assert text_of(client, "law_detail", opportunity.pk) == before
    said = "None of it is health care"
    assert said in text_of(sign_in(commissioner), "law_detail", opportunity.pk)
    assert said not in text_of(sign_in(other_owner), "law_detail", opportunity.pk)


def test_the_rules_and_their_days_are_public(client):
    words = text_of(client, "law_guidance")
    for amount in ("£663,540", "£207,720", "£135,018", "£214,904", "£139,688", "£12,000", "£30,000"):
        assert amount in words
    assert words.count("Not entered yet") == 3
    ServiceListFactory()
    assert text_of(client, "law_guidance").count("Not entered yet") == 2
    assert "https://www.legislation.gov.uk/ukpga/2023/54/section/33" in words


def test_a_draft_does_not_exist_for_others(sign_in, other_owner, draft):
    assert sign_in(other_owner).get(reverse("law_detail", args=[draft.pk])).status_code == 404


def test_reserved_says_what_that_means(client):
    opportunity = OpportunityFactory(reserved_for=["mutuals"])
    words = text_of(client, "law_detail", opportunity.pk)
    assert "Being a Mutual in this portal does not show that" in words
    assert f"/opportunities/{opportunity.pk}/law/consortium/" in words


def test_the_older_law_is_checked_against_regulation_77(client):
    words = text_of(client, "law_detail", OpportunityFactory(regime="pcr_2015").pk)
    assert "Could it be reserved under the older regulation 77?" in words
    assert "section 33)?" not in words


def test_the_selection_regime_has_no_threshold(client):
    opportunity = OpportunityFactory(regime="psr", route="psr_direct_award")
    words = text_of(client, "law_detail", opportunity.pk)
    assert "The Provider Selection Regime has no threshold." in words
    for process in "ABC":
        assert f"Provider Selection Regime: direct award process {process}" in words


def test_the_page_of_the_opportunity_says_it_in_short(client):
    opportunity = OpportunityFactory(value=Decimal(5_000), body=BodyFactory(buyer_class="sub_central"))
    words = text_of(client, "opportunity_detail", opportunity.pk)
    assert "Its value is below the threshold" in words
    assert reverse("law_detail", args=[opportunity.pk]) in words


def test_the_guide_goes_through_its_steps_to_the_routes(sign_in, commissioner, draft):
    browser = sign_in(commissioner)
    ServiceListFactory(kind="health_care", codes=[CARE], valid_from=dt.date(2024, 1, 1))
    step = lambda name: reverse("law_question_step", args=[draft.pk, name])  # noqa: E731
    assert browser.get(reverse("law_questions", args=[draft.pk])).url == step("health-care")
    assert browser.post(step("health-care"), {"is_health_care": "yes", "is_mixed": "no"}).url == step("ways")
    assert browser.post(step("ways"), {"suitable_framework": "no"}).url == step("processes")
    answer = browser.post(step("processes"), {"is_framework": "no", "has_existing_provider": "yes"})
    assert answer.url == reverse("law_routes", args=[draft.pk])
    kept = RouteQuestions.objects.get()
    assert (kept.is_health_care, kept.is_mixed, kept.suitable_framework) == (True, False, False)
    assert (kept.has_existing_provider, kept.patients_choose, kept.answered_by) == (True, None, commissioner)


def test_what_is_not_health_care_is_not_asked_about_its_processes(sign_in, commissioner, answered):
    browser = sign_in(commissioner)
    ways = reverse("law_question_step", args=[answered.pk, "ways"])
    assert browser.post(ways, {"is_pilot": "yes"}).url == reverse("law_routes", args=[answered.pk])
    assert browser.get(reverse("law_question_step", args=[answered.pk, "processes"])).status_code == 404


def test_the_same_answers_again_change_nothing(sign_in, commissioner, draft):
    browser, address = sign_in(commissioner), reverse("law_question_step", args=[draft.pk, "health-care"])
    for _ in range(2):
        browser.post(address, {"is_health_care": "no"})
    assert AuditEvent.objects.filter(action="route_questions_answered").count() == 1


def test_every_route_is_listed_with_its_answer(sign_in, commissioner, answered):
    words = text_of(sign_in(commissioner), "law_routes", answered.pk)
    for route in ("Open procedure", "Direct award", "Call-off from a framework", "Dynamic market", "Below-threshold"):
        assert route in words
    assert "Competitive flexible procedure reserved for public service mutuals" in words
    assert "A pilot below the threshold" not in words
    answered.route_questions.is_pilot = True
    answered.route_questions.save()
    assert "A pilot below the threshold" in text_of(sign_in(commissioner), "law_routes", answered.pk)


def test_reserving_where_every_condition_is_met(sign_in, commissioner, answered):
    browser, address = sign_in(commissioner), reverse("law_route_choose", args=[answered.pk, "reserved_for_mutuals"])
    assert "It may be reserved under section 33" in browser.get(address).content.decode()
    assert browser.post(address, {"version": answered.version}).status_code == 302
    answered.refresh_from_db()
    assert (answered.route, answered.regime) == (Route.COMPETITIVE_FLEXIBLE, "procurement_act")
    assert answered.reserved_for == [Reservation.MUTUALS]


def test_reserving_what_may_not_be_needs_a_knowing_confirmation(sign_in, commissioner, answered):
    answered.ends_on = dt.date(2033, 8, 31)
    answered.save()
    browser, address = sign_in(commissioner), reverse("law_route_choose", args=[answered.pk, "reserved_for_mutuals"])
    page = browser.get(address).content.decode()
    assert "beyond 31 August 2032" in page
    assert "not open to you" in page
    refused = browser.post(address, {"version": answered.version})
    assert "Tick that you know what the check says" in refused.content.decode()
    answered.refresh_from_db()
    assert answered.reserved_for == []
    browser.post(address, {"version": answered.version, "knows": "on"})
    answered.refresh_from_db()
    assert answered.reserved_for == [Reservation.MUTUALS]


def test_reserving_in_the_section_needs_a_second_tick_where_the_check_says_no(sign_in, commissioner, draft):
    browser, address = sign_in(commissioner), reverse("opportunity_section", args=[draft.pk, "law"])
    typed = {"version": 1, "route": "open", "reserved_for": ["mutuals"], "is_light_touch": "yes"}
    assert "reserved_anyway" not in browser.get(address).content.decode()
    page = browser.post(address, typed).content.decode()
    assert "The check of section 33 says no. Only a competitive flexible procedure may be reserved" in page
    assert "Tick this if you know what the check says" in page
    draft.refresh_from_db()
    assert draft.reserved_for == []
    assert browser.post(address, typed | {"reserved_anyway": "on"}).status_code == 302
    draft.refresh_from_db()
    assert draft.reserved_for == ["mutuals"]


def test_reserving_in_the_section_is_free_where_the_check_cannot_tell(sign_in, commissioner, draft):
    address = reverse("opportunity_section", args=[draft.pk, "law"])
    typed = {"version": 1, "route": "competitive_flexible", "reserved_for": ["mutuals"]}
    assert sign_in(commissioner).post(address, typed).status_code == 302


def test_what_is_missing_for_reserving_is_named(sign_in, commissioner, draft):
    page = text_of(sign_in(commissioner), "law_route_choose", draft.pk, "reserved_for_mutuals")
    assert "Whether any of it is health care" in page
    assert "The list of reservable light touch services has not been entered." in page


def test_of_two_officers_the_second_is_told(sign_in, commissioner, body):
    opportunity = OpportunityFactory(body=body, version=2)
    address = reverse("law_route_choose", args=[opportunity.pk, "open"])
    answer = sign_in(commissioner).post(address, {"version": 1, "note": "Simpler", "knows": "on"})
    assert "Someone else changed this" in answer.content.decode()
    assert "Simpler" in answer.content.decode()
    opportunity.refresh_from_db()
    assert opportunity.route == ""


def test_choosing_for_what_is_published_is_an_amendment(sign_in, commissioner, body):
    opportunity = OpportunityFactory(body=body)
    address = reverse("law_route_choose", args=[opportunity.pk, "selection_most_suitable"])
    assert sign_in(commissioner).post(address, {"version": 1, "note": "Health care"}).status_code == 302
    opportunity.refresh_from_db()
    assert (opportunity.route, opportunity.regime, opportunity.version) == ("psr_most_suitable", "psr", 2)


@pytest.mark.parametrize("key", ["no-such-route", "pilot"])
def test_a_route_that_is_none_cannot_be_chosen(sign_in, commissioner, draft, key):
    assert sign_in(commissioner).get(reverse("law_route_choose", args=[draft.pk, key])).status_code == 404


def test_queries_do_not_grow_with_lots_and_lists(client, django_assert_max_num_queries):
    opportunity = OpportunityFactory()
    address = reverse("law_detail", args=[opportunity.pk])
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    for number in range(2, 8):
        lot = opportunity.lots.create(number=str(number))
        lot.places.add(LocalAuthorityFactory())
        opportunity.joint_buyers.add(BodyFactory())
        ServiceListFactory(valid_from=dt.date(2026, 1, number))
    with django_assert_max_num_queries(len(few)):
        client.get(address)
