"""Who acts for an organisation."""

import datetime as dt
import hashlib

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from commissioners.models import BodyInvitation, BodyRequest
from mutuals.models import (
    JoinRequest,
    Membership,
    MembershipInvitation,
)

from .accounts import UserFactory
from .commissioners import BodyFactory
from .organisations import OrganisationFactory


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Membership.Role.OWNER
    created_at = factory.LazyFunction(timezone.now)


class InvitationFactory(DjangoModelFactory):
    """An owner asks somebody without an account to act for an organisation. `token=` is that of its link."""

    class Meta:
        model = MembershipInvitation

    class Params:
        token = factory.Sequence(lambda n: f"token-{n}")

    organisation = factory.SubFactory(OrganisationFactory)
    email = factory.Sequence(lambda n: f"newcomer{n}@example.org")
    role = Membership.Role.EDITOR
    token_hash = factory.LazyAttribute(lambda o: hashlib.sha256(o.token.encode()).hexdigest())
    sent_at = factory.LazyFunction(timezone.now)
    sent_by = factory.SubFactory(UserFactory)
    expires_at = factory.LazyAttribute(lambda o: o.sent_at + dt.timedelta(days=14))


class JoinRequestFactory(DjangoModelFactory):
    """Somebody asks to join an organisation."""

    class Meta:
        model = JoinRequest

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(UserFactory)
    asked_at = factory.LazyFunction(timezone.now)


class BodyInvitationFactory(DjangoModelFactory):
    """An owner asks somebody without an account to act for a body. `token=` is that of its link."""

    class Meta:
        model = BodyInvitation

    class Params:
        token = factory.Sequence(lambda n: f"body-token-{n}")

    body = factory.SubFactory(BodyFactory)
    email = factory.Sequence(lambda n: f"officer{n}@example.org")
    role = Membership.Role.EDITOR
    token_hash = factory.LazyAttribute(lambda o: hashlib.sha256(o.token.encode()).hexdigest())
    sent_at = factory.LazyFunction(timezone.now)
    sent_by = factory.SubFactory(UserFactory)
    expires_at = factory.LazyAttribute(lambda o: o.sent_at + dt.timedelta(days=14))


class BodyRequestFactory(DjangoModelFactory):
    """Somebody asks to act for a body; with `body=None` and a `body_name`, for one that is not listed."""

    class Meta:
        model = BodyRequest

    body = factory.SubFactory(BodyFactory)
    person = factory.SubFactory(UserFactory)
    message = "Commissioning manager"
    asked_at = factory.LazyFunction(timezone.now)
