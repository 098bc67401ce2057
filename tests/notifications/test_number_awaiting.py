"""The number in the menu: as many as the inbox lists, for every kind of person, from few queries."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from commissioners.choices import Source
from commissioners.models import FeedState
from partnerships_portal.accounts.models import ProgrammeRole
from partnerships_portal.home.navigation import navigation
from partnerships_portal.notifications.awaiting import Asker, awaiting, number_awaiting
from tests.factories import (
    AwardFactory,
    BodyInvitationFactory,
    BodyMembershipFactory,
    BodyRequestFactory,
    DefinitionFactory,
    InvitationFactory,
    JoinRequestFactory,
    JointBuyerRequestFactory,
    MembershipFactory,
    OpportunityClaimFactory,
    OpportunityFactory,
    OrganisationFactory,
    QuestionFactory,
    RegistrationFactory,
    ReviewFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
AT = timezone.now()
EARLIER = AT - dt.timedelta(days=40)
RETURNED = {"admitted_at": None, "admission_asked_at": None}


def invite(person):
    """What may await anybody: two invitations and a registration that was begun."""
    for _ in range(2):
        InvitationFactory(email=person.email)
    BodyInvitationFactory(email=person.email)
    RegistrationFactory(person=person, answers={"name": {"name": "Fenwick Care"}})
    return person


def organise(person):
    """What awaits an owner: a definition of each kind, a registration, people who ask, reviews open and due."""
    mine = [MembershipFactory(user=person, role="owner").organisation for _ in range(2)]
    decided = {"decided_at": EARLIER, "decided_by": UserFactory()}
    DefinitionFactory(organisation=mine[0], status="returned", reasons="Who owns it?", **decided)
    DefinitionFactory(organisation=mine[1], status="verified", recheck_since=EARLIER, **decided)
    MembershipFactory(user=person, role="editor", organisation=OrganisationFactory(**RETURNED))
    MembershipFactory(user=person, role="viewer", organisation=OrganisationFactory(**RETURNED))
    for organisation in mine:
        JoinRequestFactory(organisation=organisation)
    ReviewFactory(award=AwardFactory(to=mine))  # a side for each
    ReviewFactory(award=AwardFactory(to=mine), state="agreed", agreed_at=EARLIER, next_on=EARLIER.date())  # once
    return person


def commission(person):
    """What awaits an owner of a body: questions on two opportunities, people who ask, bodies that ask, reviews."""
    body = BodyMembershipFactory(user=person, role="owner").body
    for number in (1, 3):
        opportunity = OpportunityFactory(body=body)
        for _ in range(number):
            QuestionFactory(opportunity=opportunity)
    joint = OpportunityFactory()
    joint.joint_buyers.add(body)
    QuestionFactory(opportunity=joint)
    BodyRequestFactory(body=body)
    JointBuyerRequestFactory(body=body, opportunity__state="draft")
    award = AwardFactory(opportunity__body=body)
    ReviewFactory(award=award)
    return person


@pytest.fixture
def queues(settings):
    """What awaits programme staff: every list of the queue, requests and claims, and a feed that is silent."""
    settings.NOTICES_FEED_URL = "https://notices.example.org/"
    FeedState.objects.create(source=Source.FIND_A_TENDER, started_at=EARLIER)
    for _ in range(2):
        OrganisationFactory(admitted_at=None, admission_asked_at=EARLIER)
        DefinitionFactory(status="submitted")
        BodyRequestFactory(body=None, body_name="Marlbeck Fire")
        OpportunityClaimFactory()
        JoinRequestFactory()
    verified = OrganisationFactory(verified_at=EARLIER, verified_by=UserFactory())
    DefinitionFactory(
        organisation=verified,
        status="verified",
        decided_at=EARLIER,
        decided_by=UserFactory(),
        recheck_since=EARLIER,
        recheck_fields=["summary"],
    )


def staff_of(role):
    return UserFactory(programme_role=role)


KINDS = {
    "stranger": (lambda: UserFactory(), 0),
    "invited": (lambda: invite(UserFactory()), 4),
    "owner": (lambda: organise(UserFactory()), 8),
    "commissioner": (lambda: commission(UserFactory()), 6),
    "both": (lambda: organise(commission(invite(UserFactory()))), 18),
    "triage officer": (lambda: staff_of(ProgrammeRole.TRIAGE_OFFICER), 5),
    "programme manager": (lambda: staff_of(ProgrammeRole.PROGRAMME_MANAGER), 8),
    "analyst": (lambda: staff_of(ProgrammeRole.ANALYST), 0),
    "manager with everything": (
        lambda: organise(commission(invite(staff_of(ProgrammeRole.PROGRAMME_MANAGER)))),
        26,
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_menu_counts_what_the_inbox_lists(kind, queues):
    make, expected = KINDS[kind]
    person = make()
    assert number_awaiting(Asker(person), AT) == len(awaiting(person, AT)) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_menu_of_anybody_takes_five_queries_and_one_for_their_seats(kind, queues, rf, django_assert_num_queries):
    request = rf.get("/about/")
    request.user = KINDS[kind][0]()
    # unread messages, organisations, bodies, addresses, and all that waits; for those who act for an organisation also
    # whether it is in a consortium: most are in none, and a third of what can wait is then not asked
    with django_assert_num_queries(5 + request.user.memberships.exists()):
        navigation(request)


def test_menu_of_a_visitor_takes_none(rf, django_assert_num_queries):
    request = rf.get("/about/")
    request.user = AnonymousUser()
    with django_assert_num_queries(0):
        navigation(request)


def test_more_than_is_listed_is_not_counted(owner, organisation):
    for _ in range(27):
        JoinRequestFactory(organisation=organisation)
    assert number_awaiting(Asker(owner), AT) == len(awaiting(owner, AT)) == 25


def test_feed_that_is_read_awaits_nobody(staff, settings):
    settings.NOTICES_FEED_URL = "https://notices.example.org/"
    feed = FeedState.objects.create(source=Source.FIND_A_TENDER, started_at=EARLIER, succeeded_at=AT)
    assert number_awaiting(Asker(staff), AT) == len(awaiting(staff, AT)) == 0
    feed.succeeded_at = EARLIER
    feed.save()
    assert number_awaiting(Asker(staff), AT) == len(awaiting(staff, AT)) == 1
    settings.NOTICES_FEED_URL = ""
    assert number_awaiting(Asker(staff), AT) == len(awaiting(staff, AT)) == 0


def test_number_is_right_at_once_for_whoever_acted(owner, organisation, sign_in):
    asked = JoinRequestFactory(organisation=organisation)
    JoinRequestFactory(organisation=organisation)
    browser = sign_in(owner)
    assert "2 waiting for you" in browser.get("/about/").content.decode()
    answer = browser.post(f"/join-requests/{asked.pk}/", {"decision": "decline"}, follow=True)
    asked.refresh_from_db()
    assert asked.state == "declined"
    assert "1 waiting for you" in answer.content.decode()


def test_number_is_right_at_once_for_whoever_loses_the_right(editor, organisation, sign_in):
    DefinitionFactory(organisation=organisation, status="returned", decided_at=AT, decided_by=UserFactory())
    browser = sign_in(editor)
    assert "1 waiting for you" in browser.get("/about/").content.decode()
    editor.memberships.update(role="viewer")
    assert "waiting for you" not in browser.get("/about/").content.decode()
