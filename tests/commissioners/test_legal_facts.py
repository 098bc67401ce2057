"""What the law is told of an opportunity: what is stored, and nothing that is not known."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from commissioners.choices import BodyKind, BuyerClass, Regime, Route, ServiceListKind, State
from commissioners.law.answers import Verdict
from commissioners.legal.facts import facts_of, process_questions_of
from commissioners.legal.lists import entered_lists
from commissioners.legal.standstills import standstill_of
from commissioners.legal.working_days import is_working_day
from commissioners.models import Notice
from partnerships_portal.accounts.audit import record
from tests.factories import BodyFactory, LocalAuthorityFactory, OpportunityFactory
from tests.factories.legal import RouteQuestionsFactory, ServiceListFactory

pytestmark = pytest.mark.django_db


def day(text):
    return dt.date.fromisoformat(text)


def test_what_is_not_said_of_an_opportunity_is_not_known():
    facts = facts_of(OpportunityFactory(state=State.DRAFT))
    assert facts.began_on is facts.is_in_england is facts.services is facts.is_light_touch is None
    assert facts.value_with_vat is facts.value_without_vat is facts.starts_on is facts.is_health_care is None
    assert facts.buyer_class == BuyerClass.NOT_KNOWN
    assert facts.regime == Regime.NOT_KNOWN
    assert facts.route == Route.NOT_STATED


def test_what_is_said_is_told():
    body = BodyFactory(
        kind=BodyKind.EDUCATION, buyer_class="sub_central", is_school=True, is_best_value_authority=False
    )
    opportunity = OpportunityFactory(
        body=body,
        cpv_codes=["85312000"],
        is_light_touch=True,
        value=Decimal(500_000),
        value_with_vat=Decimal(600_000),
        starts_on=day("2027-04-01"),
        ends_on=day("2030-03-31"),
        may_be_extended=False,
        places=[LocalAuthorityFactory()],
    )
    facts = facts_of(opportunity, RouteQuestionsFactory(opportunity=opportunity, is_health_care=False, is_mixed=True))
    assert facts.buyer_kind == BodyKind.EDUCATION
    assert facts.buyer_class == BuyerClass.SUB_CENTRAL
    assert (facts.is_school, facts.is_best_value_authority, facts.is_in_england) == (True, False, True)
    assert facts.services == frozenset({"85312000"})
    assert (facts.value_with_vat, facts.value_without_vat) == (Decimal(600_000), Decimal(500_000))
    assert (facts.starts_on, facts.ends_on, facts.may_be_extended) == (day("2027-04-01"), day("2030-03-31"), False)
    assert (facts.is_health_care, facts.is_mixed) == (False, True)


def test_the_lots_say_what_the_whole_does_not():
    opportunity = OpportunityFactory()
    opportunity.lots.update(value=Decimal(200_000), starts_on=day("2027-04-01"), ends_on=day("2029-03-31"))
    opportunity.lots.create(number="2", value=Decimal(100_000), starts_on=day("2027-06-01"), ends_on=day("2030-05-31"))
    facts = facts_of(opportunity)
    assert facts.value_without_vat == Decimal(300_000)
    assert (facts.starts_on, facts.ends_on) == (day("2027-04-01"), day("2030-05-31"))
    opportunity.lots.create(number="3")
    assert facts_of(opportunity).value_without_vat is None


def test_joint_buyers_of_another_class_leave_the_class_unknown():
    opportunity = OpportunityFactory(body=BodyFactory(buyer_class="sub_central"))
    joint = BodyFactory(buyer_class="sub_central")
    opportunity.joint_buyers.add(joint)
    assert facts_of(opportunity).buyer_class == BuyerClass.SUB_CENTRAL
    opportunity.joint_buyers.add(BodyFactory(buyer_class="central"))
    assert facts_of(opportunity).buyer_class == BuyerClass.NOT_KNOWN


def test_before_the_tender_it_begins_on_the_day_that_is_expected():
    expected = day("2027-02-01")
    assert facts_of(OpportunityFactory(state=State.EARLY_ENGAGEMENT, expected_tender_on=expected)).began_on == expected


def test_it_began_when_it_was_opened_here_not_when_engagement_began():
    opportunity = OpportunityFactory(state=State.OPEN, created_at=dt.datetime(2025, 11, 3, 9, tzinfo=dt.UTC))
    assert facts_of(opportunity).began_on == day("2025-11-03")
    opened = dt.datetime(2026, 1, 12, 9, tzinfo=dt.UTC)
    record(actor=None, action="opportunity_published", target=opportunity, at=opened, state="open")
    assert facts_of(opportunity).began_on == day("2026-01-12")


def test_an_imported_one_began_with_its_tender_notice():
    opportunity = OpportunityFactory(source="find_a_tender", ocid="ocds-h6vhtk-01")
    for name, tag, released in (
        ("1", "planning", (2025, 6, 2)),
        ("2", "tender", (2026, 3, 2)),
        ("3", "award", (2026, 9, 1)),
    ):
        Notice.objects.create(
            source="find_a_tender",
            ocid=opportunity.ocid,
            release_id=name,
            tags=[tag],
            released_at=dt.datetime(*released, 12, tzinfo=dt.UTC),
            raw={},
            imported_at=timezone.now(),
            opportunity=opportunity,
        )
    assert facts_of(opportunity).began_on == day("2026-03-02")


def test_the_list_that_was_in_force_on_the_day_counts():
    ServiceListFactory(codes=["85300000"], valid_to=day("2026-03-31"))
    ServiceListFactory(codes=["85310000"], valid_from=day("2026-04-01"))
    ServiceListFactory(kind=ServiceListKind.HEALTH_CARE, codes=["85121200"], valid_from=day("2024-01-01"))
    assert entered_lists(day("2026-03-31")).reservable.codes == {"85300000"}
    assert entered_lists(day("2026-04-01")).reservable.codes == {"85310000"}
    assert entered_lists(None).health_care.codes == {"85121200"}
    assert entered_lists(None).regulation_77 is None


def test_a_list_of_other_days_says_so_itself():
    ServiceListFactory(valid_from=day("2026-04-01"))
    assert not entered_lists(day("2025-06-01")).reservable.holds_on(day("2025-06-01"))


def test_bank_holidays_in_england_are_no_working_days():
    assert is_working_day(day("2026-12-24"))
    for holiday in ("2026-12-25", "2026-12-26", "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29"):
        assert not is_working_day(day(holiday)), holiday
    assert not is_working_day(day("2026-11-21"))


def bought(**values):
    body = BodyFactory(buyer_class="sub_central")
    values = {"regime": "procurement_act", "value_with_vat": Decimal(1_000_000), "is_light_touch": False} | values
    return OpportunityFactory(body=body, **values)


def test_the_standstill_of_the_act_begins_with_the_day_of_the_notice():
    found = standstill_of(bought(route="open"), day("2026-12-21"))
    assert (found.begins_on, found.ends_on) == (day("2026-12-21"), day("2027-01-04"))


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ({"is_light_touch": True}, Verdict.NO),
        ({"is_light_touch": None}, Verdict.NOT_KNOWN),
        ({"route": "framework_call_off"}, Verdict.NO),
        ({"route": "dynamic_market"}, Verdict.NO),
        ({"route": "below_threshold"}, Verdict.NO),
        ({"value_with_vat": Decimal(50_000)}, Verdict.NO),
        ({"regime": ""}, Verdict.NOT_KNOWN),
        ({"regime": "pcr_2015"}, Verdict.NOT_KNOWN),
        ({"regime": "psr"}, Verdict.NOT_KNOWN),
        ({"regime": "psr", "route": "psr_direct_award"}, Verdict.NOT_KNOWN),
    ],
)
def test_no_standstill_is_made_up(values, verdict):
    found = standstill_of(bought(**values), day("2026-12-21"))
    assert found.answer.verdict == verdict, found.answer
    assert found.begins_on is found.ends_on is None


def test_the_standstill_of_the_selection_regime_begins_the_day_after():
    found = standstill_of(bought(regime="psr", route="psr_most_suitable"), day("2026-06-01"))
    assert (found.begins_on, found.ends_on) == (day("2026-06-02"), day("2026-06-12"))


def test_direct_award_process_c_has_a_standstill_and_a_has_none():
    a, c = bought(regime="psr", route="psr_direct_award"), bought(regime="psr", route="psr_direct_award")
    RouteQuestionsFactory(
        opportunity=a, has_existing_provider=True, only_existing_provider_can=True, is_framework=False
    )
    questions = RouteQuestionsFactory(
        opportunity=c,
        is_framework=False,
        has_existing_provider=True,
        only_existing_provider_can=False,
        patients_choose=False,
        replaces_expiring_contract=True,
        considerable_change=False,
        provider_satisfies=True,
    )
    assert standstill_of(a, day("2026-06-01")).answer.is_no
    assert process_questions_of(questions).provider_satisfies is True
    assert standstill_of(c, day("2026-06-01")).ends_on == day("2026-06-12")


def test_an_award_that_is_not_announced_yet_has_no_days():
    assert standstill_of(bought(), None).answer.verdict == Verdict.NOT_KNOWN
