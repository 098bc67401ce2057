"""Confidentiality agreements, who accepted them, and what is released."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from consortia.models import AgreementAcceptance, ConfidentialityAgreement, Consortium, SectionRelease
from mutuals.visibility import SECTIONS

from .accounts import UserFactory
from .consortia import ConsortiumFactory
from .partnering import ConsortiumMemberFactory


class AgreementFactory(DjangoModelFactory):
    """The next version of a consortium's agreement, put forward by its first member."""

    class Meta:
        model = ConfidentialityAgreement

    consortium = factory.SubFactory(ConsortiumFactory)
    version = factory.LazyAttribute(lambda one: one.consortium.agreements.count() + 1)
    wording = "1"
    text = "# Promises\n1.1 To keep it to ourselves."
    put_forward_for = factory.LazyAttribute(
        lambda one: one.consortium.members.order_by("pk").first() or ConsortiumMemberFactory(consortium=one.consortium)
    )
    put_forward_by = factory.SubFactory(UserFactory)
    put_forward_at = factory.LazyFunction(timezone.now)


class AcceptanceFactory(DjangoModelFactory):
    class Meta:
        model = AgreementAcceptance

    agreement = factory.SubFactory(AgreementFactory)
    member = factory.LazyAttribute(lambda one: one.agreement.put_forward_for)
    accepted_by = factory.SubFactory(UserFactory)
    name = "Ruth Okafor"
    role = "Finance director"
    accepted_at = factory.LazyFunction(timezone.now)


class ReleaseFactory(DjangoModelFactory):
    class Meta:
        model = SectionRelease

    member = factory.SubFactory(ConsortiumMemberFactory)
    section = "finances"
    released_by = factory.SubFactory(UserFactory)
    released_at = factory.LazyFunction(timezone.now)


def partners(*organisations, release: bool = True, **about) -> Consortium:
    """A consortium of these, who have all accepted its agreement and released every section; not so: `release=False`.

    `about` is said of the consortium.
    """
    consortium = ConsortiumFactory(**about)
    members = [ConsortiumMemberFactory(consortium=consortium, organisation=one) for one in organisations]
    agreement = AgreementFactory(consortium=consortium)
    person = UserFactory()
    for member in members:
        AcceptanceFactory(agreement=agreement, member=member, accepted_by=person)
    at = timezone.now()
    SectionRelease.objects.bulk_create(
        SectionRelease(member=member, section=section.key, released_by=person, released_at=at)
        for member in members
        for section in SECTIONS
        if release
    )
    return consortium
