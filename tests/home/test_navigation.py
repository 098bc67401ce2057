"""Which links each kind of person finds in the service navigation."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from partnerships_portal.home.navigation import navigation
from tests.factories import BodyMembershipFactory, MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def texts(rf, person, path="/") -> list[str]:
    request = rf.get(path)
    request.user = person or AnonymousUser()
    return [item.text for item in navigation(request)]


def active(rf, person, path) -> list[str]:
    request = rf.get(path)
    request.user = person or AnonymousUser()
    return [item.text for item in navigation(request) if item.active]


def test_visitor_is_invited_in(rf):
    assert texts(rf, None)[-2:] == ["Sign in", "Create an account"]


def test_signed_in_people_have_a_home_an_inbox_and_an_account(rf, stranger):
    links = texts(rf, stranger)
    assert links[0] == "Home" and links[-2:] == ["Inbox", "Account"]


def test_only_one_place_is_active(rf, stranger):
    assert active(rf, stranger, "/") == ["Home"]
    assert active(rf, stranger, "/inbox/7/") == ["Inbox"]
    assert active(rf, stranger, "/account/email/") == ["Account"]
    assert active(rf, stranger, "/about/") == []


def test_longest_address_is_the_active_one(rf):
    assert active(rf, None, "/account/login/") == ["Sign in"]


def test_own_matches_are_not_taken_for_the_directory(rf, owner, organisation, other_organisation):
    assert active(rf, owner, f"/organisations/{organisation.pk}/matches/") == ["Matches"]
    assert active(rf, owner, f"/organisations/{organisation.pk}/partners/") == ["Matches"]
    assert active(rf, owner, f"/organisations/{organisation.pk}/people/") == ["Your organisation"]
    assert active(rf, owner, f"/organisations/{other_organisation.pk}/matches/") == ["Organisations"]


def entry(rf, person, path="/"):
    request = rf.get(path)
    request.user = person
    return next((item for item in navigation(request) if item.text == "Your organisation"), None)


def test_member_finds_own_organisation_from_any_page(rf, owner, organisation):
    assert entry(rf, owner).url == organisation.get_absolute_url()
    assert entry(rf, owner, organisation.get_absolute_url()).current


def test_people_without_an_organisation_have_no_such_entry(rf, stranger, staff, organisation):
    assert entry(rf, stranger) is None and entry(rf, staff) is None


def test_programme_staff_find_their_queues_and_lists_under_one_entry(rf, staff, stranger):
    assert texts(rf, staff)[:3] == ["Home", "Programme", "Verification"]
    for page in ("/programme/", "/claims/", "/body-requests/7/", "/forming-times/", "/service-lists/", "/audit/"):
        assert active(rf, staff, page) == ["Programme"]
    assert active(rf, staff, "/verification/7/") == ["Verification"]
    assert "Programme" not in texts(rf, stranger)


def test_first_of_several_organisations_stands_for_them_all(rf, owner, organisation):
    later = OrganisationFactory(name=f"{organisation.name} too")
    MembershipFactory(organisation=later, user=owner)
    assert entry(rf, owner).url == organisation.get_absolute_url()
    assert active(rf, owner, f"{later.get_absolute_url()}history/") == ["Your organisation"]


def test_closed_organisation_is_not_in_the_menu(rf, owner, organisation):
    organisation.closed_at = timezone.now()
    organisation.closed_because = "It stopped."
    organisation.save()
    assert entry(rf, owner) is None


def test_people_of_organisations_find_their_consortia_and_what_belongs_to_them(rf, owner, stranger, organisation):
    for page in ("/consortia/", "/consortia/7/decisions/", "/proposals/7/", "/bids/7/", "/consortium-seats/7/"):
        assert active(rf, owner, page) == ["Consortia"]
    assert "Consortia" not in texts(rf, stranger)


def test_people_of_an_organisation_and_of_a_body_find_both_in_one_row(rf, owner, organisation):
    BodyMembershipFactory(user=owner)
    links = texts(rf, owner)
    assert {"My opportunities", "Your organisation", "Matches"} <= {*links} and len(links) == 9
    for page in ("matches", "partners", "scope"):
        assert active(rf, owner, f"{organisation.get_absolute_url()}{page}/") == ["Matches"]
    assert active(rf, owner, "/proposals/") == ["Consortia"]


def test_home_leads_to_support_whoever_has_no_room_for_it_in_the_row(sign_in, owner, organisation):
    support = 'href="/support/"'
    assert sign_in(owner).get("/").text.count(support) == 1  # in the row
    BodyMembershipFactory(user=owner)
    assert "Your requests for support" in (page := sign_in(owner).get("/").text) and page.count(support) == 1


def test_support_lies_where_each_reads_it(rf, staff, owner):
    adviser = UserFactory(is_adviser=True)
    assert active(rf, staff, "/support/packages/7/") == ["Programme"]
    assert active(rf, adviser, "/support/7/") == active(rf, adviser, "/support/packages/7/") == ["Advising"]
    assert active(rf, owner, "/support/packages/7/") == ["Support"]
