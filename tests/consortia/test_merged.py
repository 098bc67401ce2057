"""What an organisation did before it was merged counts for the one that took it over, everywhere alike."""

import datetime as dt

import pytest
from django.utils import timezone

from commissioners.models import Award, AwardSupplier
from consortia.matching.partner_facts import partner_facts
from consortia.matching.store import read_world
from consortia.matching.tender_facts import tender_facts
from consortia.models import Consortium, ConsortiumMember
from mutuals.lineage import with_merged
from mutuals.models import Organisation
from mutuals.visibility import Visibility
from tests.factories import BidFactory, BodyFactory, LocalAuthorityFactory, OpportunityFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def survivor():
    return OrganisationFactory(name="Survivor", visibility_history=Visibility.SIGNED_IN)


@pytest.fixture
def merged(survivor):
    """Two steps away: it was merged into one that was merged into the survivor."""
    between = gone(OrganisationFactory(), into=survivor)
    return gone(OrganisationFactory(name="Merged"), into=between)


def gone(organisation, *, into):
    Organisation.objects.filter(pk=organisation.pk).update(closed_at=timezone.now(), merged_into=into)
    organisation.refresh_from_db()
    return organisation


@pytest.fixture
def partner():
    return OrganisationFactory(name="Partner", visibility_history=Visibility.SIGNED_IN)


def test_line_of_mergers_is_followed_to_its_end(survivor, merged, partner):
    assert with_merged([survivor.pk, partner.pk]) == {
        survivor.pk: survivor.pk,
        partner.pk: partner.pk,
        merged.merged_into_id: survivor.pk,
        merged.pk: survivor.pk,
    }


def history(merged, partner, body):
    """A joint bid, a joint award and a consortium of the merged one with the partner."""
    BidFactory(body=body, by=[merged, partner], state="won")
    award = Award.objects.create(body=body, title="Both", is_joint=True, awarded_on=dt.date(2026, 1, 1))
    for one in (merged, partner):
        AwardSupplier.objects.create(award=award, name=one.name, organisation=one)
    consortium = Consortium.objects.create(name="Together", created_at=timezone.now())
    for one in (merged, partner):
        ConsortiumMember.objects.create(consortium=consortium, organisation=one, joined_at=timezone.now())


def test_matching_reads_the_history_of_both(survivor, merged, partner):
    body = BodyFactory()
    history(merged, partner, body)
    world = read_world(timezone.now())
    at = {int(pk): row for row, pk in enumerate(world.organisations.ids)}
    assert set(at) == {survivor.pk, partner.pk}
    row = at[survivor.pk]
    assert world.organisations.history_known[row] and world.organisations.commissioners[[row]].sum() == 1
    assert world.organisations.joint_bids[row] == world.organisations.joint_bids[at[partner.pk]] == 1
    assert world.together[row, at[partner.pk]] == world.together[at[partner.pk], row] == 1
    assert world.together[row, row] == 0


def test_bid_that_both_signed_counts_once(survivor, merged):
    BidFactory(by=[merged, survivor], state="lost")
    world = read_world(timezone.now())
    assert world.organisations.joint_bids.tolist() == [1]
    assert world.together.sum() == 0, "nobody is a partner of itself"


def test_reasons_say_the_same_from_both_sides(survivor, merged, partner):
    body = BodyFactory()
    body.places.add(LocalAuthorityFactory())
    history(merged, partner, body)
    at = timezone.now()
    for one, other in ((survivor, partner), (partner, survivor)):
        facts = partner_facts(one, [other], at)[other.pk]
        assert (facts.bids_together, facts.contracts_together, facts.consortia_together) == (1, 1, ("Together",))


def test_commissioner_that_the_merged_one_knew_is_known(survivor, merged, partner):
    body = BodyFactory()
    BidFactory(body=body, by=[merged], state="won")
    opportunity = OpportunityFactory(body=body)
    assert tender_facts(survivor, [opportunity], timezone.now())[opportunity.pk].contracts == 1


def test_history_is_shown_as_the_survivor_shows_it(survivor, merged, partner):
    body, place = BodyFactory(), LocalAuthorityFactory()
    partner.places.add(place)
    opportunity = OpportunityFactory(body=body, places=[place])
    BidFactory(body=opportunity.body, by=[merged], state="won")
    assert partner_facts(partner, [survivor], timezone.now())[survivor.pk].known_buyers == (body.name,)
    Organisation.objects.filter(pk=survivor.pk).update(visibility_history=Visibility.PARTNERS)
    survivor.refresh_from_db()
    assert partner_facts(partner, [survivor], timezone.now())[survivor.pk].known_buyers == ()
