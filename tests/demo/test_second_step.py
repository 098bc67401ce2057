"""Promises about demo staff: they sign in within a minute, and only in a demonstration."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.demo import people
from tests.factories import BodyMembershipFactory, OrganisationFactory, UserFactory
from tests.signing_in import give_app

pytestmark = pytest.mark.django_db

MANAGER = "manager.demo@example.org"


@pytest.fixture
def demo_people(settings):
    settings.DEMO = True
    body = BodyMembershipFactory().body
    people.ensure(mutual=OrganisationFactory(), partner=OrganisationFactory(), body=body, at=timezone.now())


def second_step(email: str, password: str = people.PASSWORD):
    """A browser at the second step, and the page that it sees."""
    client = Client()
    return client, client.post(reverse("account_login"), {"login": email, "password": password}, follow=True)


def test_demo_staff_sign_in_with_the_code_that_the_page_shows(demo_people):
    client, page = second_step(MANAGER)
    code = people.code_of(page.context["form"].user, at=timezone.now())
    assert f"Demonstration: the code is now <strong>{code}</strong>" in page.content.decode()
    answer = client.post(reverse("mfa_authenticate"), {"code": code}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("home") and answer.status_code == 200


def test_nobody_is_shown_a_code_where_it_is_no_demonstration(demo_people, settings):
    settings.DEMO = False
    _, page = second_step(MANAGER)
    assert "<h1" in page.content.decode() and "Demonstration" not in page.content.decode()


def test_other_people_are_shown_no_code_in_a_demonstration(demo_people):
    person = UserFactory(programme_role="analyst")
    give_app(person)
    _, page = second_step(person.email, "correct horse battery staple")
    assert "Second step" in page.content.decode() and "Demonstration:" not in page.content.decode()


def test_each_demo_person_has_a_secret_of_its_own_and_keeps_it(demo_people):
    secrets = [app.data["secret"] for app in people.Authenticator.objects.order_by("pk")]
    assert len(set(secrets)) == len([one for one in people.PEOPLE if one.side in people.WITH_APP])
    body = BodyMembershipFactory().body
    people.ensure(mutual=OrganisationFactory(), partner=OrganisationFactory(), body=body, at=timezone.now())
    assert [app.data["secret"] for app in people.Authenticator.objects.order_by("pk")] == secrets


def test_demo_staff_get_another_app_where_the_key_of_the_machine_was_lost(demo_people, settings):
    settings.SECRET_KEY = "made anew, because the old one was deleted"
    body = BodyMembershipFactory().body
    people.ensure(mutual=OrganisationFactory(), partner=OrganisationFactory(), body=body, at=timezone.now())
    client, page = second_step(MANAGER)
    code = people.code_of(page.context["form"].user, at=timezone.now())
    answer = client.post(reverse("mfa_authenticate"), {"code": code}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("home")
