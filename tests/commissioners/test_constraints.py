"""Promises that the database keeps, whoever writes to it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from commissioners.models import Opportunity
from tests.factories import BodyFactory, OpportunityFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts_on": dt.date(2027, 2, 1), "ends_on": dt.date(2027, 1, 1)},
        {"ends_on": dt.date(2027, 2, 1), "may_extend_to": dt.date(2027, 1, 1)},
        {"state": "draft"},
        {"published_at": None},
    ],
)
def test_database_refuses_what_cannot_be(wrong):
    opportunity = OpportunityFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Opportunity.objects.filter(pk=opportunity.pk).update(**wrong)


def test_imported_notice_keeps_its_dates_even_in_the_wrong_order():
    OpportunityFactory(
        source="contracts_finder",
        ocid="x",
        starts_on=dt.date(2027, 2, 1),
        ends_on=dt.date(2027, 1, 1),
        body=BodyFactory(),
    )
