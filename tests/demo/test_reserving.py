"""What the demonstration says of reserved contracts, and that taking it away loses nothing that people typed."""

import pytest
from django.utils import timezone

from commissioners.models import CommissioningBody, QualifyingAnswers, ReservedContract
from partnerships_portal.demo import reserving
from tests.factories import BodyFactory
from tests.factories.legal import ReservedContractFactory

pytestmark = pytest.mark.django_db


def test_the_mutual_answers_once_and_keeps_what_its_people_answered(organisation, owner):
    reserving.ensure(mutual=organisation, at=timezone.now())
    QualifyingAnswers.objects.update(is_not_for_profit=False)
    reserving.ensure(mutual=organisation, at=timezone.now())
    assert QualifyingAnswers.objects.get().is_not_for_profit is False


def test_contracts_outlive_invented_bodies(organisation):
    body = BodyFactory(is_demo=True)
    contract = ReservedContractFactory(organisation=organisation, body=body, body_name=body.name)
    reserving.forget_bodies(CommissioningBody.objects.filter(is_demo=True))
    body.delete()
    assert ReservedContract.objects.get(pk=contract.pk).body_name == body.name
