"""Sentences are true for the very pair that they are about: facts are taken from the database again and compared.

The sector is drawn at random, so that every shape of sentence comes up.
"""

import datetime as dt
import itertools
import random
import re

import pytest
from django.utils import timezone

from commissioners.models import Award, AwardSupplier, Opportunity
from commissioners.worth import yearly_value
from consortia import findings
from consortia.matching import running
from consortia.matching.explain import about, listed, pounds
from consortia.matching.store import read_world
from consortia.matching.tender_facts import tender_facts
from consortia.matching.unknown import BIT
from consortia.models import Bid, BidParticipant, TenderMatch
from mutuals.bands import TURNOVER_EDGES
from mutuals.models import Organisation
from mutuals.visibility import SECTIONS, Visibility
from tests.factories import (
    BidFactory,
    BodyFactory,
    LocalAuthorityFactory,
    OpportunityFactory,
    OrganisationFactory,
    ServiceAreaFactory,
)

from .hidden import change

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[1, 2])
def sector(request):
    """Twelve organisations and ten opportunities with random profiles, histories and visibilities."""
    draw = random.Random(request.param)
    areas = [ServiceAreaFactory(name=f"Area {letter}") for letter in "ABCDE"]
    places = [LocalAuthorityFactory(name=f"Place {letter}") for letter in "PQRSTU"]
    for one, other in itertools.pairwise(places):
        one.neighbours.add(other)
    bodies = [BodyFactory() for _ in range(3)]
    bodies[2].successor = bodies[0]
    bodies[2].save()
    bodies[1].priority_services.set(draw.sample(areas, 2))
    organisations = [_organisation(draw, areas, places) for _ in range(12)]
    for number in range(10):
        _opportunity(draw, number, areas, places, bodies)
    for _ in range(6):
        BidFactory(
            body=draw.choice(bodies),
            state=draw.choice(["won", "lost"]),
            by=draw.sample(organisations, draw.choice([1, 2])),
        )
    award = Award.objects.create(body=bodies[0], title="x", awarded_on=dt.date(2024, 5, 1), is_joint=True)
    framework = Award.objects.create(body=bodies[0], title="y", awarded_on=dt.date(2024, 5, 1), is_joint=None)
    for won, number in ((award, 2), (framework, 4)):
        for winner in draw.sample(organisations, number):
            AwardSupplier.objects.create(award=won, name=winner.name, organisation=winner)
    running.full_run(at=timezone.now())
    return draw


def _organisation(draw, areas, places):
    turnover = draw.choice([None, 200_000, 3_000_000])
    one = OrganisationFactory(
        services=draw.sample(areas, draw.choice([1, 2, 3])),
        places=draw.sample(places, draw.choice([0, 1, 2])),
        turnover=turnover,
        turnover_band=draw.choice([None, 0, 2, 5]) if turnover is None else (0 if turnover < 250_000 else 3),
        is_national=draw.random() < 0.15,
        national_evidence="NHS England, 2023",
        capacity=10,
        volume_of_work=draw.choice([None, 4, 9, 14]),
        values=draw.sample(["prevention", "quality", "openness", "innovation"], draw.choice([0, 2])),
        pace_of_decisions=draw.choice([None, 2, 4]),
        visibility_services=draw.choice([0, 0, 0, 2]),
        visibility_places=draw.choice([0, 0, 2]),
        visibility_history=draw.choice([1, 2]),
    )
    if draw.random() < 0.5:
        one.service_claims.update(contract="Council contract, 2024")
    return one


def _opportunity(draw, number, areas, places, bodies):
    one = OpportunityFactory(
        body=draw.choice(bodies),
        services=draw.sample(areas, draw.choice([1, 2, 3])),
        places=draw.sample(places, draw.choice([0, 1, 3])),
        minimum_turnover=draw.choice([None, 1_000_000, 5_000_000]),
        openness=draw.choice(["", "not_accepted", "accepted", "welcomed", "required"]),
        value=draw.choice([None, 900_000]),
        starts_on=dt.date(2027, 4, 1),
        ends_on=dt.date(2030, 4, 1),
    )
    if number % 4 == 0:
        one.joint_buyers.add(next(body for body in bodies if body != one.body))


def tender_sentences(organisation):
    at = timezone.now()
    matches = list(findings.tender_matches(organisation, at))
    for finding in findings.tender_findings(organisation, matches, at):
        yield finding.opportunity, {reason.determinant: reason.text for reason in finding.reasons}, finding


def test_places_said_to_be_covered_are_and_no_others(sector):
    seen = set()
    for organisation in Organisation.objects.all():
        for opportunity, say, _ in tender_sentences(organisation):
            asked = set(opportunity.lots.get().places.values_list("name", flat=True))
            own = set(organisation.places.values_list("name", flat=True))
            beside = set(organisation.places.values_list("neighbours__name", flat=True)) - {None}
            text = say["geography"]
            if organisation.is_national:
                assert text.startswith("You deliver anywhere in England")
                seen.add("national")
            elif not asked:
                assert text.startswith("The notice does not say where")
                seen.add("silent")
            elif len(asked) == 1:
                assert text.startswith("You deliver in") == bool(asked & own)
                assert ("next door" in text) == bool((asked - own) & beside)
                seen.add("one")
            else:
                assert text.startswith(f"Covers {len(asked & own)} of {len(asked)} places")
                near = sorted((asked - own) & beside)
                assert (f"{listed(near)} {'is' if len(near) == 1 else 'are'} next door" in text) == bool(near)
                seen.add("several")
            load = organisation.volume_of_work and organisation.volume_of_work / organisation.capacity
            assert ("little room" in text) == bool(load and load >= 1.25)
    assert {"silent", "one", "several"} <= seen


def test_services_said_to_be_offered_are_and_claims_without_evidence_are_named(sector):
    for organisation in Organisation.objects.all():
        claims = dict(organisation.service_claims.values_list("service_area__name", "evidenced"))
        for opportunity, say, finding in tender_sentences(organisation):
            asked = list(opportunity.lots.get().services.values_list("name", flat=True))
            missing = [name for name in asked if name not in claims]
            text = say["service"]
            if len(asked) > 1:
                assert text.startswith(f"You offer {len(asked) - len(missing)} of {len(asked)} services asked")
            for name in missing:
                assert name in text
            bare = [name for name in asked if claims.get(name) is False]
            assert ("until a contract is named" in text) == bool(bare)
            assert any(lack.startswith("Services that you do not offer") for lack in finding.lacks) == bool(missing)
            weights = [0 if name in missing else 1 if claims[name] else 0.5 for name in asked]
            assert finding.match.service == pytest.approx(sum(weights) / len(asked), abs=1e-6)


def test_turnover_said_to_meet_what_is_asked_does(sector):
    for organisation in Organisation.objects.all():
        for opportunity, say, finding in tender_sentences(organisation):
            asked, text = opportunity.minimum_turnover, say["size"]
            if asked is None and opportunity.value is None:
                assert text == "Neither a minimum turnover nor a yearly value is given."
                continue
            if asked is None:
                assert "twice the yearly value" in text
                asked = 2 * yearly_value(900_000, opportunity.starts_on, opportunity.ends_on)
                assert about(asked) in text
            else:
                assert pounds(asked) in text
            short = any(lack.startswith("Turnover") for lack in finding.lacks)
            if organisation.turnover is not None:
                assert (" meets " in text) == (organisation.turnover >= asked)
                assert short == (organisation.turnover < asked)
            elif organisation.turnover_band is not None:
                low, high = TURNOVER_EDGES[organisation.turnover_band], TURNOVER_EDGES[organisation.turnover_band + 1]
                assert (" meets " in text) == (low >= asked)
                assert ("is below" in text) == (high <= asked) == short
            else:
                assert "is not known" in text and not short


START, END = dt.date(2027, 4, 1), dt.date(2030, 3, 31)
PERIOD = {"starts_on": START, "ends_on": END}


@pytest.mark.parametrize(
    "fields, lots, is_known",
    [
        ({"value": 2_403_000, **PERIOD}, [{}], True),
        ({"value_with_vat": 2_403_000, **PERIOD}, [{}], True),
        ({"value": 2_403_000}, [PERIOD], True),
        ({"value": 2_403_000, "starts_on": START}, [{"ends_on": END}], True),
        ({"value": 900_000, "starts_on": START, "ends_on": dt.date(2027, 6, 30)}, [{}], True),
        (PERIOD, [{"value": 2_000_000}, {"value_with_vat": 403_000}], True),
        ({"minimum_turnover": 800_000}, [{}], True),
        (PERIOD, [{"value": 2_000_000}, {}], False),
        ({"value": 2_403_000}, [{}], False),
        ({"value": 2_403_000, "starts_on": START}, [{}], False),
        ({"value": 2_403_000, "ends_on": END}, [{}], False),
        (PERIOD, [{}], False),
    ],
)
def test_the_sentence_on_size_knows_exactly_what_the_score_knows(fields, lots, is_known):
    at, area = timezone.now(), ServiceAreaFactory()
    organisation = OrganisationFactory(services=[area], turnover=500_000, turnover_band=1)
    opportunity = OpportunityFactory(services=[area], **fields)
    opportunity.lots.update(**lots[0])
    for number, lot in enumerate(lots[1:], 2):
        opportunity.lots.create(number=str(number), **lot)
    running.full_run(at=at)
    [(_, say, finding)] = tender_sentences(organisation)
    assert bool(finding.match.unknown & BIT["minimum_turnover"]) != is_known
    assert (say["size"] == "Neither a minimum turnover nor a yearly value is given.") != is_known
    facts = tender_facts(organisation, [opportunity], at)[opportunity.pk]
    yearly = read_world(at).opportunities.yearly_value[0]
    if not is_known:
        assert facts.minimum_turnover is None and yearly != yearly  # nan
    elif not facts.minimum_is_stated:
        assert facts.minimum_turnover == 2 * yearly
        assert ("about £1.6 million" in say["size"]) == ("£1.8 million" not in say["size"])


def test_openness_and_joint_buyers_are_those_of_the_notice(sector):
    words = {"": "has not said", "not_accepted": "does not accept", "accepted": " accepts ", "welcomed": "welcomes"}
    words["required"] = "requires"
    for match in TenderMatch.objects.select_related("organisation"):
        for opportunity, say, _ in tender_sentences(match.organisation):
            assert words[opportunity.openness] in say["commissioner"]
            for body in opportunity.joint_buyers.all():
                assert body.name in say["commissioner"]


def test_history_counts_contracts_and_joint_bids_with_the_buyers_and_their_predecessors(sector):
    some = 0
    for organisation in Organisation.objects.all():
        for opportunity, say, finding in tender_sentences(organisation):
            buyers = {opportunity.body, *opportunity.joint_buyers.all()}
            buyers = {body.successor or body for body in buyers}
            bids = [
                part.bid
                for part in BidParticipant.objects.filter(organisation=organisation)
                if (part.bid.body.successor or part.bid.body) in buyers
            ]
            contracts = sum(bid.state == Bid.State.WON for bid in bids)
            contracts += sum(
                (won.award.body.successor or won.award.body) in buyers for won in organisation.awards_won.all()
            )
            joint = sum(bid.is_joint and bid.state == Bid.State.LOST for bid in bids)
            said = [int(number) for number in re.findall(r"(\d+) contract", say["history"])]
            assert sum(said) == contracts
            assert sum(int(number) for number in re.findall(r"(\d+) joint bid", say["history"])) == joint
            known = bool(contracts or joint)
            assert ("is recorded" in say["history"]) != known
            if known:
                some += 1
                assert finding.match.history >= 0.6 - 1e-6
    assert some


def partner_sentences(organisation):
    at = timezone.now()
    for finding in findings.partner_findings(organisation, list(findings.partner_matches(organisation, at)), at):
        yield finding.partner, {reason.determinant: reason.text for reason in finding.reasons}, finding


def shown(organisation, section, relation, name):
    if getattr(organisation, f"visibility_{section}") > Visibility.SIGNED_IN:
        return set()
    return set(getattr(organisation, relation).values_list(name, flat=True))


def test_what_a_partner_is_said_to_bring_is_shown_and_missing(sector):
    some = 0
    for organisation in Organisation.objects.all():
        for partner, say, finding in partner_sentences(organisation):
            mine, theirs = (
                shown(one, "services", "service_claims", "service_area__name") for one in (organisation, partner)
            )
            named = set(re.findall(r"Area [A-E]", say["service"]))
            assert named <= theirs - mine
            if mine and theirs:
                assert bool(named) == (finding.match.service > 0)
                some += bool(named)
            else:
                assert say["service"] == "Not both of you show your services."
            places, there = (shown(one, "places", "places", "name") for one in (organisation, partner))
            assert set(re.findall(r"Place [P-U]", say["geography"])) <= there - places
            rivals = set(re.findall(r"Area [A-E]", say["competition"]))
            assert rivals <= mine & theirs
    assert some


def test_who_worked_together_is_said_to_have_and_suppliers_of_one_framework_are_not(sector):
    some = strangers = 0
    for organisation in Organisation.objects.all():
        for partner, say, finding in partner_sentences(organisation):
            bids = Bid.objects.filter(participants__organisation=organisation).filter(
                participants__organisation=partner
            )
            awards = Award.objects.filter(suppliers__organisation=organisation).filter(suppliers__organisation=partner)
            joint = awards.filter(is_joint=True)
            strangers += awards.exists() and not joint.exists()
            assert ("joint bid" in say["history"]) == bids.exists()
            assert ("contract" in say["history"]) == joint.exists()
            some += bids.exists() or joint.exists()
            assert (finding.match.history == 1) == (bids.exists() or joint.exists())
    assert some and strangers


def test_nothing_kept_closer_is_in_a_partners_sentences_or_scores(sector):
    """What one keeps closer is changed: nobody else's pages may change by a letter, tender matches included."""
    at = timezone.now()

    def everything(organisation):
        matches = list(findings.partner_matches(organisation, at))
        return [
            (one.partner.pk, one.match.point, one.match.low, one.match.high, one.alike, one.not_known, one.reasons)
            for one in findings.partner_findings(organisation, matches, at)
        ]

    changing = Organisation.objects.filter(visibility_places__gt=Visibility.SIGNED_IN).first()
    others = list(Organisation.objects.exclude(pk=changing.pk))
    before = {one.pk: everything(one) for one in others}
    tenders = {one.pk: [(str(o.pk), say) for o, say, _ in tender_sentences(one)] for one in others}
    for section in SECTIONS:
        if getattr(changing, section.column) > Visibility.SIGNED_IN:
            for field in section.fields:
                change(changing, field)
    running.full_run(at=at)
    for one in others:
        assert everything(one) == before[one.pk]
        assert [(str(o.pk), say) for o, say, _ in tender_sentences(one)] == tenders[one.pk]
    assert Opportunity.objects.exists()
