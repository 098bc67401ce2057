"""The people of a demonstration."""

import io
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from commissioners.models import EngagementEvent, Interest, JointBuyerRequest, OpportunityDocument, Question
from mutuals.models import Membership
from partnerships_portal.accounts.models import User
from partnerships_portal.demo import joining, people, world
from partnerships_portal.documents.models import StoredFile
from partnerships_portal.home.management.commands import prepare
from partnerships_portal.notifications.awaiting import awaiting
from support_requests.models import Adviser, Package, SupportRequest

from .conftest import AT

pytestmark = pytest.mark.usefixtures("demo_world")


@pytest.mark.parametrize("person", people.PEOPLE, ids=lambda person: person.what)
def test_each_person_signs_in_with_the_documented_password_and_staff_with_the_code_that_is_shown(person, settings):
    settings.DEMO = True
    browser = Client()
    answer = browser.post(reverse("account_login"), {"login": person.email, "password": people.PASSWORD}, follow=True)
    user = User.objects.get(email=person.email)
    if user.needs_second_factor:
        code = re.search(r"the code is now <strong>(\d{6})<", answer.content.decode()).group(1)
        browser.post(reverse("mfa_authenticate"), {"code": code})
    assert browser.session["_auth_user_id"] == str(user.pk)


def test_there_is_one_person_of_each_kind():
    assert set(Membership.objects.values_list("role", flat=True)) == {"owner", "editor", "viewer"}
    staff = User.objects.exclude(programme_role="").values_list("programme_role", flat=True)
    assert sorted(staff) == ["analyst", "programme_manager", "triage_officer"]
    assert {adviser.kind for adviser in Adviser.objects.all()} == {"internal", "external"}
    commissioner = User.objects.get(email="commissioner.demo@example.org")
    assert commissioner.body_memberships.get().body.is_demo
    charity = User.objects.get(email="charity.demo@example.org").memberships.get().organisation
    assert charity.kind == "charity"


def test_sign_ins_are_listed_with_the_password():
    said = io.StringIO()
    call_command("demo_sign_ins", stdout=said)
    for person in people.PEOPLE:
        assert person.email in said.getvalue()
    assert people.PASSWORD in said.getvalue()


def test_nobody_signs_in_as_the_one_who_verified_the_invented_mutuals():
    verifier = User.objects.get(email=people.VERIFIER)
    assert not verifier.is_active and not verifier.has_usable_password()


def test_person_who_changed_the_password_keeps_it_and_who_is_missing_comes_back():
    owner = User.objects.get(email="owner.demo@example.org")
    owner.set_password("something of my own choosing")
    owner.save()
    User.objects.get(email="viewer.demo@example.org").delete()
    world.invite_people(at=AT)
    owner.refresh_from_db()
    assert owner.check_password("something of my own choosing")
    assert User.objects.filter(email="viewer.demo@example.org", memberships__role="viewer").exists()


def test_owner_finds_a_request_to_join_and_an_open_invitation_once_each():
    owner = User.objects.get(email="owner.demo@example.org")
    organisation = owner.memberships.get().organisation
    world.invite_people(at=AT)
    assert organisation.join_requests.open().get().person.name == "Noor Halverin"
    assert organisation.invitations.open(AT).get().email == joining.INVITED
    assert any("asks to join" in thing.text for thing in awaiting(owner, AT))
    assert not User.objects.get(email=joining.ASKS).has_usable_password()


def test_staff_of_a_demonstration_made_by_an_earlier_release_can_sign_in_after_the_next_start(settings, monkeypatch):
    settings.DEMO = True
    monkeypatch.setattr(prepare.Command, "_collect_static", lambda command: None)
    Authenticator.objects.all().delete()
    call_command("prepare", stdout=io.StringIO())
    asked = User.objects.exclude(programme_role="", is_adviser=False)
    assert {person.pk for person in asked} == set(Authenticator.objects.values_list("user", flat=True))


def test_commissioner_finds_questions_that_wait_answers_and_documents_once_each():
    body = User.objects.get(email="commissioner.demo@example.org").body_memberships.get().body
    for _ in range(2):
        world.invite_people(at=AT)
    states = set(Question.objects.filter(opportunity__body=body).values_list("state", flat=True))
    assert states == {"waiting", "answered"}
    documents = OpportunityDocument.objects.filter(opportunity__body=body)
    assert documents.count() == 2 * documents.values("opportunity").distinct().count() > 0


def test_documents_of_the_demonstration_go_with_it_and_leave_no_file():
    world.remove()
    assert not OpportunityDocument.objects.exists()
    assert not StoredFile.objects.exists()


def to_buy_together(person):
    return [thing for thing in awaiting(person, AT) if "to buy together" in thing.text]


def test_commissioner_is_asked_to_buy_together_and_is_not_asked_again_after_answering():
    commissioner = User.objects.get(email="commissioner.demo@example.org")
    (asked,) = to_buy_together(commissioner)
    assert "to buy together" in asked.text
    JointBuyerRequest.objects.update(state="declined")
    world.invite_people(at=AT)
    assert to_buy_together(commissioner) == []


def test_commissioner_finds_interest_a_list_of_each_kind_and_two_coming_events():
    body = User.objects.get(email="commissioner.demo@example.org").body_memberships.get().body
    for _ in range(2):
        world.invite_people(at=AT)
    interests = Interest.objects.filter(opportunity__body=body)
    shown = set(interests.values_list("opportunity__interest_shown_to", flat=True))
    assert shown == {"nobody", "listed", "signed_in"}
    assert not interests.filter(opportunity__interest_shown_to="nobody", listed=True).exists()
    assert EngagementEvent.objects.filter(opportunity__body=body, starts_at__gt=AT).count() == 2


def test_support_is_given_once_and_goes_with_the_world():
    owner, adviser = (User.objects.get(email=f"{who}.demo@example.org") for who in ("owner", "adviser"))
    for _ in range(2):
        world.invite_people(at=AT)
    going, ended = Package.objects.order_by("ended_at").values_list("request__state", flat=True)
    assert {going, ended} == {"in_progress", "completed"}
    asked = [thing.text for thing in awaiting(adviser, AT) if "Answer whether you can help" in thing.text]
    assert len(asked) == 1
    assert Package.objects.visible_to(owner).count() == 2
    world.remove()
    assert not SupportRequest.objects.exists()
