"""A promise about bodies that merged: whoever worked for one of them is known to the one that follows in the end."""

import datetime as dt

import pytest
from django.utils import timezone

from commissioners.models import Award, AwardSupplier
from consortia.matching.lineage import last_in_line
from consortia.matching.store import read_world
from tests.factories import BodyFactory, OpportunityFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def test_contract_with_the_first_of_a_line_counts_as_history_with_the_last():
    last = BodyFactory()
    between = BodyFactory(ends_on=dt.date(2023, 3, 31), successor=last, successor_is_legal=False)
    first = BodyFactory(ends_on=dt.date(2019, 3, 31), successor=between)
    winner, other = OrganisationFactory(), OrganisationFactory()
    award = Award.objects.create(body=first, title="Health visiting", awarded_on=dt.date(2018, 5, 1))
    AwardSupplier.objects.create(award=award, name=winner.name, organisation=winner)
    OpportunityFactory(body=last)
    world = read_world(timezone.now())
    known = (world.organisations.commissioners @ world.opportunities.commissioners.T).toarray().ravel()
    by_organisation = dict(zip(world.organisations.ids.tolist(), known.tolist(), strict=True))
    assert by_organisation == {winner.pk: 1, other.pk: 0}


def test_line_that_leads_back_to_itself_ends():
    assert last_in_line(1, {1: 2, 2: 1}) == 2
