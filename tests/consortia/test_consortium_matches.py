"""The people of every member read the same of what fits their consortium, and nothing that a member keeps closer."""

import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from consortia.actions import alerts
from consortia.matching.running import act_on_changes, full_run
from consortia.models import Consortium, ConsortiumMatch
from mutuals.visibility import Visibility
from partnerships_portal.changes.actions import mark
from partnerships_portal.notifications.models import Notification
from tests.factories import (
    BodyFactory,
    LocalAuthorityFactory,
    MembershipFactory,
    OpportunityFactory,
    OrganisationFactory,
    ServiceAreaFactory,
    StandingConsortiumFactory,
)

from .hidden import FIELDS, change

pytestmark = pytest.mark.django_db


@pytest.fixture
def services():
    return [ServiceAreaFactory(name=name) for name in ("Youth work", "Health visiting", "Libraries")]


@pytest.fixture
def places():
    return [LocalAuthorityFactory(name=name) for name in ("Torridge", "Harrow Mere", "Quill Vale")]


@pytest.fixture
def fellow_organisation(services, places):
    return OrganisationFactory(name="Quillmoor Care", services=services[1:2], places=places[1:2], turnover_band=2)


@pytest.fixture
def fellow(fellow_organisation):
    """The owner of the other member."""
    return MembershipFactory(organisation=fellow_organisation, role="owner").user


@pytest.fixture
def consortium(organisation, fellow_organisation, services, places):
    organisation.service_claims.create(service_area=services[0], contract="Clubs")
    organisation.places.set(places[:1])
    return StandingConsortiumFactory(name="Mere and Quill", of=[organisation, fellow_organisation])


@pytest.fixture
def tender(services, places):
    return OpportunityFactory(
        title="Young people in both districts",
        services=services[:2],
        places=places[:2],
        openness="welcomed",
        minimum_turnover=400_000,
    )


@pytest.fixture
def matched(consortium, tender):
    full_run(at=timezone.now())
    return consortium


def page_of(client, name, *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return re.sub(r'csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"', "", answer.content.decode())


def test_members_read_what_fits_them_as_one_and_who_covers_what(matched, tender, viewer, fellow, sign_in):
    for person in (viewer, fellow):
        listed = page_of(sign_in(person), "consortium_matches", matched.pk)
        assert "Young people in both districts" in listed
        assert "Together you offer 2 of 2 services asked" in listed
        page = page_of(sign_in(person), "consortium_match", matched.pk, tender.pk)
        assert "Together you deliver in 2 of 2 places asked" in page
        assert re.search(r"Health visiting</th>\s*<td[^>]*><span dir=\"auto\">Quillmoor Care</span>", page)
        assert re.search(r"Quillmoor Care</th>\s*<td[^>]*>Harrow Mere</td>", page)
        assert "Nothing that is known" in page


def test_what_they_lack_even_together_is_said(matched, services, places, viewer, sign_in):
    wide = OpportunityFactory(services=services, places=places, openness="not_accepted")
    mark(kind="opportunity", object_id=wide.pk, at=timezone.now())
    act_on_changes(at=timezone.now())
    page = page_of(sign_in(viewer), "consortium_match", matched.pk, wide.pk)
    assert "Services that none of you shows: Libraries." in page
    assert "Places that none of you shows: Quill Vale." in page
    assert "the commissioner does not accept consortia" in page


def test_it_says_whose_silence_leaves_the_score_open(matched, organisation, services, viewer, sign_in):
    large = OpportunityFactory(services=services[:2], minimum_turnover=20_000_000)
    mark(kind="opportunity", object_id=large.pk, at=timezone.now())
    act_on_changes(at=timezone.now())
    page = page_of(sign_in(viewer), "consortium_match", matched.pk, large.pk)
    assert f"Not shown: capacity ({organisation.name} and Quillmoor Care)." in page
    assert f"Not shown: turnover ({organisation.name})." in page


def test_turnovers_that_are_enough_are_enough_whoever_keeps_its_own(matched, tender, viewer, sign_in):
    page = page_of(sign_in(viewer), "consortium_match", matched.pk, tender.pk)
    assert "which meets the £400,000 a year asked" in page
    assert "Not shown: turnover" not in page


@pytest.mark.parametrize(("section", "field"), FIELDS)
def test_what_a_member_keeps_closer_changes_nothing_that_others_read(
    matched, fellow_organisation, owner, fellow, sign_in, section, field
):
    body = BodyFactory()
    body.places.set([LocalAuthorityFactory()])
    setattr(fellow_organisation, f"visibility_{section}", Visibility.PARTNERS)
    if field == "national_evidence":
        fellow_organisation.is_national, fellow_organisation.national_evidence = True, ""
    fellow_organisation.save()
    seen = _seen(matched, fellow_organisation, [owner, fellow], sign_in)
    change(fellow_organisation, field)
    assert _seen(matched, fellow_organisation, [owner, fellow], sign_in) == seen


def _seen(consortium, changed, people, sign_in):
    """Everything that each of these people reads of the consortium's matches once the change is matched."""
    mark(kind="organisation", object_id=changed.pk, at=timezone.now())
    act_on_changes(at=timezone.now())
    matches = ConsortiumMatch.objects.filter(consortium=consortium).order_by("opportunity")
    tenders = [match.opportunity_id for match in matches]
    pages = []
    for browser in map(sign_in, people):
        pages.append(page_of(browser, "consortium_matches", consortium.pk))
        pages += [page_of(browser, "consortium_match", consortium.pk, tender) for tender in tenders]
    return [re.sub(r"Last matched [^.]+\.", "", page) for page in pages]


def test_what_a_member_shows_does_change_it(matched, fellow_organisation, owner, sign_in):
    before = _seen(matched, fellow_organisation, [owner], sign_in)
    change(fellow_organisation, "turnover_band")
    assert _seen(matched, fellow_organisation, [owner], sign_in) != before


def test_a_consortium_for_one_bid_is_told_why_it_is_not_matched(matched, tender, viewer, sign_in):
    Consortium.objects.filter(pk=matched.pk).update(is_standing=False)
    assert "Not matched as one" in page_of(sign_in(viewer), "consortium_matches", matched.pk)
    assert sign_in(viewer).get(reverse("consortium_match", args=[matched.pk, tender.pk])).status_code == 404


def test_the_list_asks_no_more_queries_for_more_matches_and_members(
    matched, services, places, viewer, sign_in, django_assert_num_queries, django_assert_max_num_queries
):
    client, address = sign_in(viewer), reverse("consortium_matches", args=[matched.pk])
    client.get(address)
    with django_assert_max_num_queries(60) as few:
        client.get(address)
    for _ in range(6):
        OpportunityFactory(services=services[:2], places=places[:2])
    matched.members.create(organisation=OrganisationFactory(services=services, places=places), joined_at=timezone.now())
    full_run(at=timezone.now())
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(address)


def test_editors_of_all_members_are_told_once_of_a_new_opportunity_that_fits_them_as_one(
    consortium, tender, owner, editor, viewer, fellow
):
    MembershipFactory(user=owner, organisation=consortium.members.last().organisation, role="editor")
    at = timezone.now()
    mark(kind="opportunity", object_id=tender.pk, at=at)
    for _ in range(2):
        act_on_changes(at=timezone.now())
        alerts.tell_of_new_matches(at=timezone.now())
    told = Notification.objects.filter(event="new_consortium_match")
    assert sorted(one.person_id for one in told) == sorted([owner.pk, editor.pk, fellow.pk])
    assert "Together you" in told[0].body
    assert told[0].url == reverse("consortium_match", args=[consortium.pk, tender.pk])


def test_members_of_a_dormant_consortium_are_told_that_it_can_wake(consortium, tender, owner):
    Consortium.objects.filter(pk=consortium.pk).update(state="dormant")
    mark(kind="opportunity", object_id=tender.pk, at=timezone.now())
    act_on_changes(at=timezone.now())
    alerts.tell_of_new_matches(at=timezone.now())
    assert "become active again" in Notification.objects.get(event="new_consortium_match", person=owner).body


def test_the_command_prints_what_members_read(matched, tender, capsys):
    call_command("matches", consortium=matched.pk, opportunity=tender.pk)
    answer = json.loads(capsys.readouterr().out)
    (match,) = answer["matches"]
    assert answer["name"] == "Mere and Quill" and len(answer["members"]) == 2
    assert match["services"]["Health visiting"] == ["Quillmoor Care"]
    assert set(match["parts"]) == {"geography", "size", "service", "competition", "commissioner", "history"}


def test_the_command_says_why_a_consortium_is_not_matched(matched):
    Consortium.objects.filter(pk=matched.pk).update(state="forming")
    with pytest.raises(CommandError, match="have not agreed to stay together"):
        call_command("matches", consortium=matched.pk)


def test_the_home_of_every_members_people_says_what_fits_their_consortium(matched, viewer, fellow, stranger, sign_in):
    for person in (viewer, fellow):
        home = sign_in(person).get("/").content.decode()
        assert "What fits your consortia" in home and "As one with your partners: Mere and Quill" in home
    assert "What fits your consortia" not in sign_in(stranger).get("/").content.decode()
