"""Lists from the law, answers about procurements and those of organisations."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from commissioners.choices import ServiceListKind
from commissioners.models import QualifyingAnswers, ReservedContract, RouteQuestions, ServiceList

from .accounts import UserFactory
from .commissioners import OpportunityFactory
from .organisations import OrganisationFactory


class ServiceListFactory(DjangoModelFactory):
    """Social work as the list of reservable services, from the beginning of the Act."""

    class Meta:
        model = ServiceList

    kind = ServiceListKind.RESERVABLE
    codes = ["85312000"]
    source_link = "https://www.legislation.gov.uk/uksi/2024/692/schedule/1"
    valid_from = dt.date(2025, 2, 24)
    checked_on = dt.date(2026, 11, 20)
    entered_at = factory.LazyFunction(timezone.now)
    entered_by = factory.SubFactory(UserFactory)


class RouteQuestionsFactory(DjangoModelFactory):
    class Meta:
        model = RouteQuestions

    opportunity = factory.SubFactory(OpportunityFactory)
    answered_at = factory.LazyFunction(timezone.now)
    answered_by = factory.SubFactory(UserFactory)


class QualifyingAnswersFactory(DjangoModelFactory):
    """Of an organisation that passes all three tests and won nothing, by its own answers."""

    class Meta:
        model = QualifyingAnswers

    organisation = factory.SubFactory(OrganisationFactory)
    delivers_public_services = True
    mainly_reservable_services = True
    is_not_for_profit = True
    distributes_only_to_members = False
    employees_manage_and_control = True
    stated_contracts_at = factory.LazyFunction(timezone.now)
    answered_at = factory.LazyFunction(timezone.now)
    answered_by = factory.SubFactory(UserFactory)


class ReservedContractFactory(DjangoModelFactory):
    class Meta:
        model = ReservedContract

    organisation = factory.SubFactory(OrganisationFactory)
    body_name = "Marlbeck Council"
    added_at = factory.LazyFunction(timezone.now)
    added_by = factory.SubFactory(UserFactory)
