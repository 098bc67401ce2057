"""The first page, for each kind of person."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from consortia.models import PartnerMatch, TenderMatch
from mutuals.models import ThreePartDefinition
from tests.factories import (
    BodyFactory,
    LocalAuthorityFactory,
    NotificationFactory,
    OpportunityFactory,
    OrganisationFactory,
    PartnerMatchFactory,
    ServiceAreaFactory,
    TenderMatchFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
HOME = "/"


def shown(client) -> str:
    return client.get(HOME).content.decode()


def test_visitor_sees_what_there_is_in_real_numbers(client):
    OrganisationFactory.create_batch(3)
    OrganisationFactory(closed_at=timezone.now())
    OrganisationFactory(verified_at=timezone.now(), verified_by=UserFactory())
    OpportunityFactory()
    OpportunityFactory(state="draft")
    figures = client.get(HOME).context["figures"]
    assert [number for _, number in figures] == [4, 1, 1]


def test_member_is_told_what_the_profile_lacks(owner, organisation, sign_in):
    page = shown(sign_in(owner))
    assert "Add the services that Harrowmere Community Health delivers" in page
    assert "Add the places that Harrowmere Community Health serves" in page
    assert "Ask for Harrowmere Community Health to be verified as a Mutual" in page


def test_viewer_is_not_asked_to_do_what_viewers_cannot(viewer, organisation, sign_in):
    page = shown(sign_in(viewer))
    assert "Add the services" not in page and "Your profile" not in page


def test_member_with_a_full_profile_is_left_in_peace(sign_in):
    organisation = OrganisationFactory(
        services=[ServiceAreaFactory()], places=[LocalAuthorityFactory()], turnover_band=1, kind="charity"
    )
    person = UserFactory()
    organisation.memberships.create(user=person, role="owner", created_at=timezone.now())
    assert "Your profile has all that matching needs." in shown(sign_in(person))


def test_member_sees_the_best_matches_with_their_range(owner, organisation, other_organisation, sign_in):
    opportunity = OpportunityFactory(title="School nursing in Upper Teal")
    past = OpportunityFactory(title="Long over", submission_deadline=timezone.now() - dt.timedelta(days=1))
    TenderMatchFactory(organisation=organisation, opportunity=opportunity, point=0.62, low=0.41, high=0.78)
    TenderMatchFactory(organisation=organisation, opportunity=past)
    TenderMatchFactory(organisation=other_organisation, opportunity=OpportunityFactory(title="For others"))
    PartnerMatchFactory(organisation=organisation, partner=other_organisation)
    page = shown(sign_in(owner))
    assert "School nursing in Upper Teal" in page and "between 41 and 78" in page
    assert "Saltwick Libraries Together" in page
    assert "Long over" not in page and "For others" not in page


def test_of_matches_with_the_same_score_the_same_are_shown_each_time(owner, organisation, sign_in):
    """Those at the cut came and went with each matching, which told that somebody's hidden profile had changed."""
    partners = [OrganisationFactory(name=f"Partner {letter}") for letter in "ABCDEFGH"]
    tenders = [OpportunityFactory(title=f"Tender {letter}", submission_deadline=None) for letter in "ABCDEFGH"]
    for order in (1, -1):
        PartnerMatch.objects.all().delete()
        TenderMatch.objects.all().delete()
        for partner, tender in list(zip(partners, tenders, strict=True))[::order]:
            PartnerMatchFactory(organisation=organisation, partner=partner)
            TenderMatchFactory(organisation=organisation, opportunity=tender)
        page = shown(sign_in(owner))
        assert re.findall("Partner [A-H]", page) == ["Partner A", "Partner B", "Partner C"]
        assert [letter for letter in "ABCDEFGH" if f"Tender {letter}" in page] == list("ABCDE")


def test_member_is_not_told_about_other_organisations(owner, other_organisation, sign_in):
    assert "Saltwick" not in shown(sign_in(owner))


def test_member_reads_why_the_definition_was_returned(owner, organisation, staff, sign_in):
    ThreePartDefinition.objects.create(
        organisation=organisation,
        status="returned",
        reasons="Tell us how staff elect the board",
        decided_at=timezone.now(),
        decided_by=staff,
    )
    assert "Tell us how staff elect the board" in shown(sign_in(owner))


def test_commissioner_sees_what_is_late_soon_and_unsaid(commissioner, sign_in):
    body, at = commissioner.body_memberships.get().body, timezone.now()
    OpportunityFactory(body=body, title="Nursing", state="draft")
    OpportunityFactory(body=body, title="Libraries", submission_deadline=at - dt.timedelta(days=1), openness="welcomed")
    OpportunityFactory(body=body, title="Youth work", submission_deadline=at + dt.timedelta(days=3))
    OpportunityFactory(
        body=body, title="Respite care", state="early_engagement", expected_tender_on=at.date() - dt.timedelta(days=9)
    )
    page = shown(sign_in(commissioner))
    for text in (
        "Publish the draft: Nursing",
        "Close it, or extend the deadline: Libraries",
        "Tenders close soon: Youth work",
        "Say how open you are to consortia: Youth work",
        "Open it, or change the expected date: Respite care",
    ):
        assert text in page
    assert "Say how open you are to consortia: Libraries" not in page


def test_commissioner_is_asked_for_the_next_step_and_for_the_outcome(commissioner, sign_in):
    body, past = commissioner.body_memberships.get().body, timezone.now() - dt.timedelta(days=3)
    OpportunityFactory(body=body, title="Nurseries", state="closed", submission_deadline=past)
    OpportunityFactory(
        body=body, title="Museums", state="early_engagement", engagement_deadline=past, submission_deadline=None
    )
    page = shown(sign_in(commissioner))
    assert "Say how it ended: Nurseries" in page and "Say when you expect the tender: Museums" in page


def test_commissioner_does_not_see_other_bodies_drafts(commissioner, sign_in):
    OpportunityFactory(body=BodyFactory(), title="Secret plan", state="draft")
    assert "Secret plan" not in shown(sign_in(commissioner))


def test_staff_see_how_many_wait_and_since_when(staff, sign_in):
    at = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    for days in (1, 5):
        ThreePartDefinition.objects.create(
            organisation=OrganisationFactory(), status="submitted", submitted_at=at - dt.timedelta(days=days)
        )
    page = shown(sign_in(staff))
    assert "2 organisations wait to be verified as Mutuals" in page and "Waiting since 15 November 2026" in page


def test_staff_for_whom_nothing_waits_are_told_so(staff, sign_in):
    assert "Nothing waits for you." in shown(sign_in(staff))


def test_person_without_an_organisation_is_told_how_to_begin(stranger, sign_in):
    assert "Register your organisation" in shown(sign_in(stranger))


def test_people_of_a_new_organisation_are_told_what_it_waits_for(sign_in):
    waiting = OrganisationFactory(name="Tarnside Youth Work", admitted_at=None)
    person = UserFactory()
    waiting.memberships.create(user=person, role="owner", created_at=timezone.now())
    page = shown(sign_in(person))
    assert "Tarnside Youth Work is not in the directory yet" in page
    assert "Programme staff look at new organisations first." in page
    assert "Add the services that Tarnside Youth Work delivers" in page
    assert "No open opportunity matches your profile" not in page and "Who could make you stronger" not in page


def test_a_new_organisation_does_not_hide_the_matches_of_another(owner, organisation, sign_in):
    waiting = OrganisationFactory(name="Tarnside Youth Work", admitted_at=None)
    waiting.memberships.create(user=owner, role="owner", created_at=timezone.now())
    TenderMatchFactory(organisation=organisation, opportunity=OpportunityFactory(title="School nursing"))
    page = shown(sign_in(owner))
    assert "Tarnside Youth Work is not in the directory yet" in page and "School nursing" in page
    assert ", for Harrowmere Community Health" not in page  # only one is matched: no need to say which


def test_people_of_a_closed_organisation_are_not_sent_to_work_on_it(owner, organisation, sign_in):
    organisation.closed_at = timezone.now()
    organisation.save()
    page = shown(sign_in(owner))
    assert "Harrowmere Community Health is closed." in page and "Add the services" not in page
    assert "Register your organisation" in page


def test_who_may_not_do_something_is_told_what_to_do_whoever_they_are(stranger, organisation, sign_in):
    answer = sign_in(stranger).get(reverse("organisation_edit", args=[organisation.pk, "about"]))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "your organisation" not in page.lower() and "ask one of its owners" in page


def test_what_waits_and_what_is_unread_is_counted_in_the_navigation(owner, organisation, staff, sign_in):
    NotificationFactory.create_batch(2, person=owner)
    NotificationFactory()
    client = sign_in(owner)
    assert '<span aria-hidden="true">2</span><span class="govuk-visually-hidden">(2 unread)</span>' in shown(client)
    ThreePartDefinition.objects.create(
        organisation=organisation, status="returned", reasons="Why?", decided_at=timezone.now(), decided_by=staff
    )
    assert (
        '<span aria-hidden="true">3</span><span class="govuk-visually-hidden">(1 waiting for you, 2 unread)'
        in shown(client)
    )


def test_queries_do_not_grow_with_what_there_is_to_do(commissioner, sign_in, django_assert_max_num_queries):
    body, client = commissioner.body_memberships.get().body, sign_in(commissioner)
    OpportunityFactory(body=body)
    client.get(HOME)
    with django_assert_max_num_queries(26) as few:
        client.get(HOME)
    OpportunityFactory.create_batch(10, body=body)
    NotificationFactory.create_batch(10, person=commissioner)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(HOME)


@pytest.mark.parametrize("name", ["about", "accessibility", "privacy", "cookies", "terms"])
def test_pages_about_the_service_are_linked_from_every_page(name, client):
    assert f'href="{reverse(name)}"' in shown(client)
    assert client.get(reverse(name)).status_code == 200


def test_cookies_page_names_every_cookie_that_we_set(client, stranger):
    page = client.get(reverse("cookies")).content.decode()
    client.get(reverse("account_login"))
    client.force_login(stranger, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post(reverse("your_account"), {"name": "Another Name"})
    assert set(client.cookies) == {"sessionid", "csrftoken", "messages"}
    for cookie in client.cookies:
        assert cookie in page


def test_unknown_page_helps_to_go_on(client):
    answer = client.get("/there-is-no-such-page/")
    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()
    assert reverse("account_login") in answer.content.decode()


def test_a_failure_of_ours_is_told_without_help_from_the_database(client, monkeypatch, django_assert_num_queries):
    def fail(*args):
        raise RuntimeError("broken")

    monkeypatch.setattr("partnerships_portal.home.today.figures", fail)
    client.raise_request_exception = False
    with django_assert_num_queries(0):
        answer = client.get(HOME)
    assert answer.status_code == 500
    assert "The fault is ours" in answer.content.decode()


def test_demonstration_says_so_on_every_page(client, settings):
    assert "This is a demonstration with invented organisations" not in shown(client)
    settings.DEMO = True
    assert "This is a demonstration with invented organisations" in shown(client)


def test_forms_from_elsewhere_are_refused_kindly(stranger):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(stranger, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post(reverse("your_account"), {"name": "Mallory"})
    assert answer.status_code == 403
    assert "This form has expired" in answer.content.decode()
