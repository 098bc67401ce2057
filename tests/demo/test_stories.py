"""The world holds the report's two case studies."""

import pytest
from django.db.models import Sum

from commissioners.models import Award
from consortia.cost_sharing.lines import parts_of, worked_out
from consortia.disclosure.opening import released_to
from consortia.models import Bid, Consortium, CostLine, HealthRound, Risk
from mutuals.models import Organisation, ServiceClaim

from .conftest import AT

pytestmark = pytest.mark.usefixtures("demo_world")


def test_youth_mutual_was_subcontractor_under_a_lead_provider_and_lost():
    youth = Organisation.objects.get(name="Tarrowmere Youth Works")
    bid = Bid.objects.get(participants__organisation=youth, consortium__partnership_model="subcontract", state="lost")
    roles = dict(bid.consortium.members.values_list("organisation__name", "role"))
    assert bid.state == "lost" and bid.lessons
    assert sorted(roles.values()) == ["lead", "subcontractor", "subcontractor"]
    assert roles["Tarrowmere Youth Works"] == "subcontractor"


def test_its_relationships_were_kept_and_one_partner_was_co_commissioned_with_it():
    youth = Organisation.objects.get(name="Tarrowmere Youth Works")
    lost, won = Bid.objects.filter(participants__organisation=youth, consortium__isnull=False).order_by("submitted_on")
    assert (lost.state, won.state) == ("lost", "won")
    assert lost.consortium.state == "active" and lost.consortium.is_standing
    partners = [set(bid.participants.values_list("organisation", flat=True)) for bid in (lost, won)]
    assert len(partners[1]) == 2 and partners[1] < partners[0]
    award = won.opportunity.awards.get()
    assert award.is_joint and set(award.suppliers.values_list("organisation", flat=True)) == partners[1]


def test_eight_social_enterprises_with_33_million_pounds_won_a_framework_place_and_wait():
    partnership = Consortium.objects.get(partnership_model="llp", is_demo=True)
    members = Organisation.objects.filter(consortium_memberships__consortium=partnership)
    assert members.count() == 8
    assert members.aggregate(Sum("turnover"))["turnover__sum"] == 33_000_000
    bid = partnership.bids.get()
    assert (partnership.state, bid.state, bid.opportunity.route) == ("dormant", "won", "framework")
    services = ServiceClaim.objects.filter(organisation__in=members)
    groups = set(services.values_list("service_area__parent__code", flat=True))
    assert {"health", "social-care", "education"} <= groups
    assert services.filter(service_area__code="housing-support").exists()


def test_commissioners_of_the_stories_have_something_new_to_find():
    youth = Organisation.objects.get(name="Tarrowmere Youth Works")
    council = Bid.objects.filter(participants__organisation=youth, consortium__isnull=False)[0].body
    assert {"early_engagement", "open", "draft"} <= set(council.opportunities.values_list("state", flat=True))
    services = youth.service_claims.values("service_area")
    live = council.opportunities.live(AT).filter(lots__services__in=services, lots__places__in=youth.places.all())
    assert live.distinct().count() >= 2
    asks_for_partners = Consortium.objects.get(name="Octave Brenquil LLP").bids.get().body.opportunities.live(AT)
    assert asks_for_partners.filter(openness="required", minimum_turnover__lte=33_000_000).exists()


def test_joint_award_has_feedback_and_a_review_that_waits_for_the_providers():
    award = Award.objects.get(reviews__isnull=False)
    assert award.is_joint and award.note and award.standstill_ends_on and award.opportunity.feedback.exists()
    review = award.reviews.get()
    agreed = dict(review.parts.values_list("organisation", "agreed_version"))
    assert review.state == "open" and agreed.pop(None) == review.version
    assert len(agreed) == 2 and set(agreed.values()) == {None}


def test_partners_of_the_youth_mutual_have_steps_risks_and_costs_to_show():
    youth = Organisation.objects.get(name="Tarrowmere Youth Works")
    consortium = Risk.objects.filter(consortium__members__organisation=youth).first().consortium
    assert consortium.members.count() == 3
    risks = Risk.objects.filter(consortium=consortium, owner=youth).order_by("pk")
    assert [risk.accepted_at is None for risk in risks] == [False, True], "one waits to be accepted"
    for line in CostLine.objects.filter(consortium=consortium):
        shares = worked_out(line, parts_of(line), consortium.members.values_list("organisation", flat=True))
        assert sum(shares.values()) == line.amount
    assert HealthRound.objects.get(consortium=consortium).gaps["pace"] == "FAR"


def test_those_who_lost_wrote_down_what_they_learnt_and_mean_to_bid_again():
    lost = Bid.objects.get(consortium__name="Ostrelwick Youth Partnership", state="lost")
    again = Bid.objects.get(consortium=lost.consortium, state="intended")
    assert lost.reflections.shared().count() == 2
    assert set(lost.reflections.values_list("relationship", flat=True)) == {"goes_on"}
    assert again.participants.count() == 1 and lost.consortium.members.count() == 3


def test_partners_of_the_stories_see_the_figures_that_they_released_to_each_other():
    for consortium in Consortium.objects.filter(is_demo=True):
        first, second = consortium.members.order_by("pk")[:2]
        opened = released_to([second.organisation_id])
        assert {(first.organisation_id, "finances"), (first.organisation_id, "capacity")} <= set(opened)
        assert consortium.agreements.get().acceptances.count() == consortium.members.count()


def test_the_demo_mutual_has_proposals_in_different_states():
    youth = Organisation.objects.get(name="Tarrowmere Youth Works")
    assert set(youth.proposals.values_list("state", flat=True)) == {"draft", "open", "withdrawn"}
    to_answer = youth.partner_invitations.open(AT)
    assert to_answer.filter(proposal__opportunity=None).exists()
    assert to_answer.filter(proposal__opportunity__isnull=False).exists()
    ready = youth.proposals.get(state="open")
    assert set(ready.invitations.values_list("state", flat=True)) == {"sent", "accepted", "declined"}
