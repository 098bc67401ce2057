"""One sweep: every address and method, as every kind of person."""

import copy
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from consortia.matching.weight_sets import ensured
from partnerships_portal.accounts.models import ProgrammeRole

from .access import POLICIES
from .access.accounts import ACCOUNT_PAGES_FOR_EVERYONE, ACCOUNT_PAGES_FOR_PEOPLE
from .access.outcomes import PEOPLE, Outcome
from .access.partnering import MORE_PEOPLE, Partnering
from .access.support import SUPPORT_PEOPLE, Support
from .factories import (
    AwardFactory,
    BodyFactory,
    BodyInvitationFactory,
    BodyMembershipFactory,
    BodyRequestFactory,
    ClaimEvidenceFactory,
    DefinitionFactory,
    EngagementEventFactory,
    InvitationFactory,
    JoinRequestFactory,
    MembershipFactory,
    NotificationFactory,
    OpportunityFactory,
    OrganisationFactory,
    RegistrationFactory,
    ReviewFactory,
    RivalFactory,
    SavedComparisonFactory,
    ServiceClaimFactory,
    SetAsideFactory,
    UserFactory,
    WeightSetFactory,
)
from .factories.legal import ReservedContractFactory
from .signing_in import client_of

pytestmark = pytest.mark.django_db


@dataclass
class World:
    """What the addresses of the sweep name."""

    people: dict[str, Any]
    organisation: Any
    other_organisation: Any
    definition: Any  # of the organisation, waiting for staff
    service_claim: Any  # of the organisation
    evidence: Any  # a file that shows the claim
    body: Any
    opportunity: Any  # published by the body
    draft: Any  # of the body
    event: Any  # of the opportunity
    awarded: Any  # by the body, to the organisation
    review: Any  # of that contract, by both
    owners_message: Any  # in the inbox of the owner
    viewers_membership: Any  # of the organisation
    invitation: Any  # to the organisation, for the stranger
    invitation_token: str  # of its link
    join_request: Any  # of the other owner, to the organisation
    owners_comparison: Any  # kept by the owner
    registration: Any  # begun by the stranger
    reserved_contract: Any  # that the organisation won
    reserved_opportunity: Any  # of the body, for public service mutuals
    body_viewers_membership: Any  # of the body
    body_invitation: Any  # to the body, for the stranger; of the same token
    body_request: Any  # of the other owner, to the body
    set_aside: Any  # by the organisation
    rival: Any  # that the organisation named
    weights_before: Any  # a published version of the weights
    weights_draft: Any  # begun from it
    partnering: Partnering  # consortia and proposals, made where an address needs them
    support: Support  # requests for support, made where an address needs them


@pytest.fixture(scope="module")
def one_world(django_db_setup, django_db_blocker):
    """Made once for all addresses: what their tests write is taken back, and this at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _made()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def sessions(one_world, django_db_blocker) -> dict[str, SimpleCookie]:
    """The cookies of everybody in the world, signed in once."""
    with django_db_blocker.unblock():
        return {name: client_of(person).cookies for name, person in one_world.people.items()}


@pytest.fixture
def world(one_world, db) -> World:
    """The world as it was made: what a test reads and makes of it stays with the test."""
    return copy.deepcopy(one_world)


def _people() -> dict[str, Any]:
    organisation = OrganisationFactory(name="Harrowmere Community Health")
    body = BodyFactory()
    return {
        "anonymous": None,
        "stranger": UserFactory(),
        **{
            role: MembershipFactory(organisation=organisation, role=role).user for role in ("viewer", "editor", "owner")
        },
        "other_owner": MembershipFactory(organisation__name="Saltwick Libraries Together", role="owner").user,
        "body_viewer": BodyMembershipFactory(body=body, role="viewer").user,
        "commissioner": BodyMembershipFactory(body=body, role="owner").user,
        "staff": UserFactory(programme_role=ProgrammeRole.PROGRAMME_MANAGER),
        "triage": UserFactory(programme_role=ProgrammeRole.TRIAGE_OFFICER),
        "analyst": UserFactory(programme_role=ProgrammeRole.ANALYST),
    }


def _made() -> World:
    people = _people()
    owner, commissioner = people["owner"], people["commissioner"]
    organisation, other_organisation = (
        people[name].memberships.get().organisation for name in ("owner", "other_owner")
    )
    body = commissioner.body_memberships.get().body
    claim = ServiceClaimFactory(organisation=organisation)
    opportunity = OpportunityFactory(body=body)
    awarded = AwardFactory(opportunity__body=body, to=[organisation])
    return World(
        people=people,
        organisation=organisation,
        other_organisation=other_organisation,
        definition=DefinitionFactory(organisation=organisation, status="submitted"),
        service_claim=claim,
        evidence=ClaimEvidenceFactory(claim=claim),
        body=body,
        opportunity=opportunity,
        draft=OpportunityFactory(body=body, state="draft"),
        event=EngagementEventFactory(opportunity=opportunity),
        awarded=awarded.opportunity,
        review=ReviewFactory(award=awarded),
        owners_message=NotificationFactory(person=owner),
        viewers_membership=organisation.memberships.get(user=people["viewer"]),
        invitation=InvitationFactory(
            organisation=organisation, email=people["stranger"].email, sent_by=owner, token="sweep"
        ),
        invitation_token="sweep",
        join_request=JoinRequestFactory(organisation=organisation, person=people["other_owner"]),
        owners_comparison=SavedComparisonFactory(person=owner),
        registration=RegistrationFactory(person=people["stranger"]),
        reserved_contract=ReservedContractFactory(organisation=organisation),
        reserved_opportunity=OpportunityFactory(body=body, reserved_for=["mutuals"]),
        body_viewers_membership=body.memberships.get(user=people["body_viewer"]),
        body_invitation=BodyInvitationFactory(
            body=body, email=people["stranger"].email, sent_by=commissioner, token="sweep"
        ),
        body_request=BodyRequestFactory(body=body, person=people["other_owner"]),
        set_aside=SetAsideFactory(organisation=organisation, by=owner),
        rival=RivalFactory(organisation=organisation, by=owner),
        weights_before=(weights := ensured(at=timezone.now())),
        weights_draft=WeightSetFactory(based_on=weights),
        partnering=(partnering := Partnering(organisation)),
        support=Support(organisation, partnering),
    )


def _names(patterns, prefix="") -> set[str]:
    found = set()
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            found.add(f"{prefix}{pattern.name or pattern.pattern}")
        else:
            namespace = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            found |= _names(pattern.url_patterns, namespace)
    return found


@pytest.fixture(autouse=True)
def _without_the_menu(monkeypatch):
    """The menu is the same on every page and has tests of its own; it took a quarter of the time of the sweep."""
    monkeypatch.setattr("partnerships_portal.home.context.navigation", lambda request: [])


MOST_TRUSTED = ("owner", "staff")  # what is closed to them is closed to all

ALL_NAMES = sorted(_names(get_resolver().url_patterns))
ACCOUNT_PAGES = ACCOUNT_PAGES_FOR_EVERYONE | ACCOUNT_PAGES_FOR_PEOPLE
OWN_NAMES = [name for name in ALL_NAMES if name not in ACCOUNT_PAGES]


def test_every_address_has_a_policy():
    missing = [name for name in OWN_NAMES if name not in POLICIES]
    assert not missing, f"declare in tests/access/ who may reach: {', '.join(missing)}"


def test_no_policy_is_left_over():
    assert not sorted((set(POLICIES) | ACCOUNT_PAGES) - set(ALL_NAMES))


def test_account_pages_are_those_of_the_library():
    library = _names(get_resolver("allauth.account.urls").url_patterns)
    library |= _names(get_resolver("allauth.mfa.urls").url_patterns)
    library |= _names(get_resolver("allauth.usersessions.urls").url_patterns)
    assert not sorted(ACCOUNT_PAGES - library)


@pytest.mark.parametrize("name", [name for name in OWN_NAMES if name in POLICIES])
def test_each_person_gets_what_the_policy_says(name, world, sessions, sign_in):
    policy = POLICIES[name]
    address = reverse(name, args=policy.args(world))
    browsers = {person: _browser(sessions[person]) for person in PEOPLE}
    if MORE_PEOPLE[0] in (policy.get or policy.post or {}):
        browsers |= {name: sign_in(person) for name, person in world.partnering.people.items()}
    if SUPPORT_PEOPLE[0] in (policy.get or policy.post or {}):
        browsers |= {name: sign_in(person) for name, person in world.support.people.items()}
    for method in ("GET", "POST"):
        got = {person: _visit(browser, method, address) for person, browser in browsers.items()}
        assert got == policy.outcomes(method), f"{method} {address}"
    for method in ("PUT", "DELETE"):  # no page of ours knows these: denied one way or another
        got = {person: _visit(browsers[person], method, address) for person in MOST_TRUSTED}
        assert Outcome.OK not in got.values(), f"{method} {address}"


@pytest.mark.parametrize("name", sorted(ACCOUNT_PAGES))
def test_account_pages_ask_strangers_to_sign_in_and_never_fail(name, sign_in, stranger):
    address = reverse(name, args=KEYED_ACCOUNT_PAGES.get(name, []))
    anonymous = _visit(sign_in(None), "GET", address)
    if name in ACCOUNT_PAGES_FOR_EVERYONE:
        assert anonymous in {Outcome.OK, Outcome.SIGN_IN}, address
    else:
        assert anonymous in {Outcome.SIGN_IN, Outcome.NO_METHOD}, address
    assert _visit(sign_in(stranger), "GET", address) in set(Outcome) - {Outcome.FORBIDDEN}, address


KEYED_ACCOUNT_PAGES = {
    "account_confirm_email": ["unknown"],
    "account_reset_password_from_key": ["a", "unknown-key"],
    "mfa_edit_webauthn": [1],
    "mfa_remove_webauthn": [1],
}


class _Undo(Exception):
    """Takes back what a request did, so that each person meets the same world."""


def _browser(cookies: SimpleCookie) -> Client:
    client = Client()
    client.cookies = copy.deepcopy(cookies)
    return client


def _visit(client, method: str, address: str) -> Outcome:
    response, cookies = None, copy.deepcopy(client.cookies)
    try:
        with transaction.atomic():
            response = client.generic(method, address)
            raise _Undo
    except _Undo:
        client.cookies = cookies
        return _outcome(response)


def _outcome(response) -> Outcome:
    login = reverse(settings.LOGIN_URL)
    match response.status_code:
        case 200 | 204:
            return Outcome.OK
        case 301 | 302 | 303:
            return Outcome.SIGN_IN if response["Location"].startswith(login) else Outcome.OK
        case 403:
            return Outcome.FORBIDDEN
        case 404:
            return Outcome.HIDDEN
        case 405:
            return Outcome.NO_METHOD
        case 503 if response.request["PATH_INFO"] == reverse("readyz"):
            return Outcome.OK  # not ready is an answer too
    raise AssertionError(f"unexpected status {response.status_code}")
