"""The invented sector has the shape that the report found."""

import datetime as dt
from statistics import quantiles

import pytest
from django.db.models import Count, Max, Min, Q

from commissioners.models import Award, CommissioningBody, Opportunity
from consortia.models import Bid, BidParticipant
from mutuals.models import Organisation, ServiceClaim, ThreePartDefinition
from partnerships_portal.demo import ground, sector

from .conftest import AT

pytestmark = pytest.mark.usefixtures("demo_world")


def mutuals():
    return Organisation.objects.filter(is_demo=True, kind="mutual")


def share(part, whole):
    return part.count() / whole.count()


def with_experience(organisations):
    return organisations.exclude(partnering_experience="")


def group_of_main_service(organisation):
    """The group that most of its claims belong to."""
    groups = [claim.service_area.parent.code for claim in organisation.service_claims.all()]
    return max(set(groups), key=groups.count)


def test_two_of_three_organisations_are_mutuals_and_the_default_has_120():
    assert mutuals().count() == 120
    assert Organisation.objects.filter(is_demo=True).count() == 180
    assert CommissioningBody.objects.filter(is_demo=True).count() == 31  # one of them has ended
    assert Opportunity.objects.filter(is_demo=True).count() == 81


def test_just_over_half_of_mutuals_work_in_health_and_social_care():
    groups = [
        group_of_main_service(each) for each in mutuals().prefetch_related("service_claims__service_area__parent")
    ]
    in_care = sum(group in ("health", "social-care") for group in groups) / len(groups)
    assert 0.5 <= in_care <= 0.6
    assert len(set(groups)) == 6


def test_mutuals_reach_from_one_person_to_over_1500_and_from_200_thousand_to_over_100_million():
    staff = mutuals().aggregate(smallest=Min("staff"), largest=Max("staff"))
    assert (staff["smallest"], staff["largest"]) == (1, 1_560)
    turnovers = sorted(mutuals().exclude(turnover=None).values_list("turnover", flat=True))
    assert turnovers[0] == 200_000 and turnovers[-1] > 100_000_000
    assert 2_000_000 < turnovers[len(turnovers) // 2] < 8_000_000


def test_as_many_have_partnered_as_in_the_report():
    assert share(with_experience(mutuals()), mutuals()) == pytest.approx(34 / 54, abs=0.03)


def test_all_of_the_top_quartile_by_turnover_have_partnered_and_few_of_the_bottom():
    told = mutuals().exclude(turnover=None)
    lower, _, upper = quantiles(told.values_list("turnover", flat=True), method="inclusive")
    assert share(with_experience(told.filter(turnover__gte=upper)), told.filter(turnover__gte=upper)) == 1
    bottom = told.filter(turnover__lte=lower)
    assert share(with_experience(bottom), bottom) == pytest.approx(0.38, abs=0.1)


def test_fewest_have_partnered_in_culture_and_leisure():
    drawn = sector.draw(180, 120, 1, ground.read(), {})
    shares = {group: drawn.experienced[:120][drawn.group[:120] == group].mean() for group in set(drawn.group)}
    assert min(shares, key=shares.get) == "culture-and-leisure"
    assert shares["culture-and-leisure"] == pytest.approx(0.38, abs=0.1)


def test_partners_are_of_every_kind_and_charities_are_the_most_common():
    kinds = dict(
        Organisation.objects.filter(is_demo=True).exclude(kind="mutual").values_list("kind").annotate(Count("pk"))
    )
    assert len(kinds) == 8
    assert max(kinds, key=kinds.get) == "charity"


def test_bid_partners_are_of_the_kinds_that_the_report_names():
    joint = BidParticipant.objects.filter(bid__is_joint=True)
    kinds = dict(joint.values_list("organisation__kind").annotate(Count("pk")))
    assert {"charity", "mutual", "private_company", "nhs_body"} <= set(kinds)
    assert kinds["charity"] > kinds["private_company"]


def test_some_fields_are_left_empty_as_in_real_directories():
    for field in ("turnover", "staff", "capacity", "volume_of_work", "pace_of_decisions", "governance"):
        empty = Organisation.objects.filter(**{field: None})
        assert 0.05 < share(empty, Organisation.objects) < 0.4, field


def test_service_claims_are_evidenced_in_part():
    evidenced = ServiceClaim.objects.filter(evidenced=True)
    assert 0.5 < share(evidenced, ServiceClaim.objects) < 0.75
    assert ServiceClaim.objects.filter(contract="", evidenced=True).exists()


def test_most_definitions_are_verified_and_the_queue_of_staff_is_not_empty():
    numbers = dict(ThreePartDefinition.objects.values_list("status").annotate(Count("pk")))
    assert set(numbers) == {"verified", "submitted", "returned", "draft"}
    assert numbers["verified"] == mutuals().exclude(verified_at=None).count() >= 0.85 * 120
    assert numbers["submitted"] >= 3


def test_each_list_of_the_queue_has_something_to_decide():
    waiting = Organisation.objects.waiting_for_admission()
    assert waiting.count() == 3 and not waiting.exclude(definition__status="submitted").exists()
    assert ThreePartDefinition.objects.filter(status="submitted", organisation__admitted_at__isnull=False).exists()
    again = ThreePartDefinition.objects.exclude(recheck_since=None).get()
    last = again.organisation.decisions.first()
    assert last.answers["legal_form"] != again.organisation.get_legal_form_display()
    assert again.organisation.is_mutual


def test_most_organisations_keep_the_default_visibility_and_some_do_not():
    changed = Organisation.objects.exclude(
        visibility_about=0, visibility_places=0, visibility_size=1, visibility_finances=2, visibility_history=2
    )
    assert 0.03 < share(changed, Organisation.objects) < 0.25


def test_opportunities_are_in_every_state_and_the_dates_fit_the_state():
    numbers = dict(Opportunity.objects.values_list("state").annotate(Count("pk")))
    assert set(numbers) == {"draft", "early_engagement", "open", "closed", "awarded", "cancelled"}
    assert not Opportunity.objects.filter(state="open", submission_deadline__lte=AT).exists()
    assert not Opportunity.objects.filter(state__in=["closed", "awarded"], submission_deadline__gte=AT).exists()
    assert not Opportunity.objects.filter(state="early_engagement", engagement_deadline__lte=AT).exists()
    assert not Opportunity.objects.filter(published_at__gt=AT).exists()
    assert Opportunity.objects.live(AT).count() > 30


def test_opportunities_vary_in_openness_turnover_asked_buyers_and_lots():
    assert set(Opportunity.objects.values_list("openness", flat=True)) == {
        "",
        "accepted",
        "welcomed",
        "required",
        "not_accepted",
    }
    asked = Opportunity.objects.exclude(minimum_turnover=None)
    assert 0.2 < share(asked, Opportunity.objects) < 0.5
    assert Opportunity.objects.exclude(joint_buyers=None).exists()
    assert Opportunity.objects.annotate(number=Count("lots")).filter(number__gt=1).exists()
    assert not Opportunity.objects.filter(lots=None).exists()


def test_what_is_reserved_for_mutuals_may_be_by_section_33():
    reserved = Opportunity.objects.filter(reserved_for__contains=["mutuals"])
    assert reserved.exists()
    for each in reserved:
        assert (each.regime, each.route) == ("procurement_act", "competitive_flexible")
        assert each.is_light_touch and each.is_above_threshold
        assert (each.may_extend_to or each.ends_on) - each.starts_on <= dt.timedelta(days=5 * 365 + 2)


def test_each_opportunity_is_bought_under_the_law_of_its_day():
    published = Opportunity.objects.exclude(state="draft")
    act = published.filter(regime="procurement_act")
    assert act.exists() and not act.filter(published_at__lt=dt.datetime(2025, 2, 24, tzinfo=dt.UTC)).exists()
    older = published.filter(regime="pcr_2015")
    assert older.exists() and not older.filter(published_at__gt=dt.datetime(2025, 2, 25, tzinfo=dt.UTC)).exists()
    assert not older.filter(route="competitive_flexible").exists() and not older.exclude(reserved_for=[]).exists()
    assert not published.filter(regime="psr", published_at__lt=dt.datetime(2024, 1, 1, tzinfo=dt.UTC)).exists()
    health_care = published.filter(regime="psr").values_list("lots__services__parent__code", flat=True)
    assert set(health_care) == {"health"}


def test_there_is_history_of_bids_won_and_lost_alone_and_together():
    for state in ("won", "lost"):
        for joint in (True, False):
            assert Bid.objects.filter(state=state, is_joint=joint).count() > 5, (state, joint)
    assert Award.objects.exclude(bids_received=None).count() > 20
    assert Award.objects.filter(suppliers__organisation__isnull=False, services=None).count() == 0


def test_joint_bids_have_several_participants_and_others_one():
    bids = Bid.objects.annotate(number=Count("participants"))
    assert not bids.filter(~Q(number__gt=1), is_joint=True).exists()
    assert not bids.filter(number__gt=1, is_joint=False).exists()


def test_everyone_admitted_can_be_found_in_the_directory_and_the_list():
    assert not Organisation.objects.filter(public_search=None).exists()
    assert not Organisation.objects.active().filter(directory_entry=None).exists()
    assert not Opportunity.objects.filter(search=None).exists()
