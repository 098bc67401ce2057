"""Promises to officers who want to act for a public body, and to those who decide."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from commissioners.actions import body_requests
from commissioners.actions.bodies import add_body
from commissioners.forms.joining import NewBodyForm
from commissioners.models import BodyRequest, CommissioningBody
from commissioners.people import hints_about
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.awaiting import awaiting
from partnerships_portal.notifications.models import Notification
from tests.factories import BodyFactory, BodyMembershipFactory, BodyRequestFactory, UserFactory

pytestmark = pytest.mark.django_db
POST = {"message": "Commissioning manager, adult social care"}
NEW = POST | {"name": "Wharram Vale Council", "kind": "council"}


@pytest.fixture
def body(commissioner):
    return commissioner.body_memberships.get().body


def text(answer) -> str:
    return answer.content.decode()


def ask(person, body=None, name="", at=None):
    new = {"name": name, "kind": "council"} if name else None
    return body_requests.ask(body=body, new=new, message="Officer", by=person, at=at or timezone.now())


def test_person_without_a_place_is_offered_both_ways_to_begin(sign_in, stranger):
    page = text(sign_in(stranger).get(reverse("home")))
    assert reverse("organisation_register") in page and reverse("body_join") in page
    BodyRequestFactory(person=stranger, body=None, body_name="Wharram Vale Council")
    assert "Wharram Vale Council" in text(sign_in(stranger).get(reverse("home")))


def test_officer_finds_the_body_checks_and_asks(sign_in, stranger, commissioner, body):
    browser, form = sign_in(stranger), reverse("body_request_create", args=[body.pk])
    assert form in text(browser.get(reverse("body_join"), {"q": body.name}))
    assert "Say what your post is" in text(browser.post(form, {"message": "", "then": "check"}))
    page = text(browser.post(form, POST | {"then": "check"}))
    assert "Check your answers" in page and not BodyRequest.objects.exists()
    assert POST["message"] in text(browser.post(form, POST | {"then": "change"}))
    page = text(browser.post(form, POST | {"then": "send"}, follow=True))
    assert "You wait for an answer" in page
    asked = BodyRequest.objects.get()
    assert (asked.body, asked.person, asked.message) == (body, stranger, POST["message"])
    assert Notification.objects.get(person=commissioner).event == "body_request_received"
    assert "who asks to act for" in awaiting(commissioner, timezone.now())[0].text


def test_sending_twice_asks_once(sign_in, stranger, body):
    browser, form = sign_in(stranger), reverse("body_request_create", args=[body.pk])
    for _ in range(2):
        browser.post(form, POST | {"then": "send"})
    assert BodyRequest.objects.count() == 1


def test_owner_chooses_the_role(sign_in, stranger, commissioner, body):
    asked = ask(stranger, body)
    page = sign_in(commissioner).post(
        reverse("body_request_decide", args=[asked.pk]), {"decision": "editor"}, follow=True
    )
    assert page.redirect_chain[-1][0] == reverse("body_people", args=[body.pk])
    assert body.memberships.get(user=stranger).role == "editor"
    assert Notification.objects.get(person=stranger).event == "body_request_accepted"


def test_programme_staff_decide_where_nobody_owns_the_body_and_the_first_becomes_its_owner(sign_in, stranger, staff):
    unowned = BodyFactory(name="Wharram Vale Council")
    asked = ask(stranger, unowned)
    assert Notification.objects.get(person=staff).event == "body_request_for_staff"
    assert awaiting(staff, timezone.now())[0].url == reverse("body_request_queue")
    assert str(unowned) in text(sign_in(staff).get(reverse("body_request_queue")))
    url = reverse("body_request_decide", args=[asked.pk])
    assert "Accept as owner" in text(sign_in(staff).get(url))
    sign_in(staff).post(url, {"decision": "owner"})
    assert unowned.memberships.get(user=stranger).role == "owner"


def test_staff_do_not_decide_where_an_owner_can(sign_in, stranger, staff, body):
    asked = ask(stranger, body)
    assert sign_in(staff).get(reverse("body_request_decide", args=[asked.pk])).status_code == 403
    with pytest.raises(NotPossible, match="no longer an owner"):
        body_requests.accept(asked=asked, role="owner", by=staff, at=timezone.now())


def test_analyst_reads_the_queue_and_does_not_decide(sign_in, stranger, analyst):
    asked = ask(stranger, name="Wharram Vale Council")
    queue, decide = reverse("body_request_queue"), reverse("body_request_decide", args=[asked.pk])
    assert "Wharram Vale" in text(sign_in(analyst).get(queue))
    assert decide not in text(sign_in(analyst).get(queue))
    assert sign_in(analyst).get(decide).status_code == 403


def test_new_body_is_named_checked_added_and_owned(sign_in, stranger, staff, reference_data):
    browser, form = sign_in(stranger), reverse("body_request_new")
    new = NEW | {"name": "  City of  York   Council"}
    assert "Check your answers" in text(browser.post(form, new | {"then": "check"}))
    browser.post(form, new | {"then": "send"})
    asked = BodyRequest.objects.get()
    assert (asked.body, asked.body_name, asked.body_kind) == (None, "City of York Council", "council")
    sign_in(staff).post(reverse("body_request_decide", args=[asked.pk]), {"decision": "owner"})
    made = CommissioningBody.objects.get(name="City of York Council")
    assert made.memberships.get(user=stranger).role == "owner"
    assert [place.code for place in made.places.all()] == ["E06000014"]


UNSEEN = ("Wharram\u200b Vale\u2060 Council", "\u202eWharram \u200d Vale Ｃouncil")


@pytest.mark.parametrize(
    "written", ["the wharram vale council", "Wharram Vale  Council.", "WHARRAM VALE COUNCIL", *UNSEEN]
)
def test_new_body_that_is_on_the_list_is_shown_instead(sign_in, stranger, written):
    known = BodyFactory(name="Wharram Vale Council")
    page = text(sign_in(stranger).post(reverse("body_request_new"), NEW | {"name": written, "then": "send"}))
    assert reverse("body_request_create", args=[known.pk]) in page and "on the list already" in page
    assert not BodyRequest.objects.exists()


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("Wharram Vale Cоuncil", "use letters from A to Z"),  # the first o is Cyrillic
        ("\u200b\u2060", "Enter the name of the body"),
        ("Cyngor Môn – St John’s & Co", ""),
    ],
)
def test_name_of_a_new_body_is_in_letters_that_everyone_knows(name, problem):
    form = NewBodyForm(NEW | {"name": name})
    assert form.is_valid() is (problem == "")
    assert problem in str(form.errors)


def test_two_who_name_the_same_new_body_end_in_one_body(staff, stranger, owner):
    first, second = ask(stranger, name="Wharram Vale Council"), ask(owner, name="The Wharram Vale council")
    body = body_requests.accept(asked=first, role="owner", by=staff, at=timezone.now())
    second.refresh_from_db()
    assert CommissioningBody.objects.count() == 1 and second.body == body and second.state == "waiting"
    # its owner accepts or declines the second; accepted as first owner, he is not yet told until he owns it
    body_requests.accept(asked=second, role="viewer", by=stranger, at=timezone.now())
    assert body.memberships.get(user=owner).role == "viewer"


def test_staff_say_which_body_of_the_list_is_meant(sign_in, staff, stranger, commissioner, body):
    asked = ask(stranger, name=f"{body.name} (adult services)")
    url = reverse("body_request_decide", args=[asked.pk])
    assert f'value="{body.pk}"' in text(sign_in(staff).get(url))
    sign_in(staff).post(url, {"is": str(body.pk)})
    asked.refresh_from_db()
    assert asked.body == body and asked.state == "waiting"
    assert Notification.objects.filter(person=commissioner, event="body_request_received").count() == 1
    assert sign_in(staff).get(url).status_code == 403, "its owner decides now"


def test_two_who_decide_at_once_do_not_both_win(staff, triage, stranger):
    asked = ask(stranger, name="Wharram Vale Council")
    stale = BodyRequest.objects.get(pk=asked.pk)
    body_requests.decline(asked=asked, reason="", by=staff, at=timezone.now())
    with pytest.raises(NotPossible, match="declined meanwhile"):
        body_requests.accept(asked=stale, role="owner", by=triage, at=timezone.now())
    assert not CommissioningBody.objects.exists()


def test_declined_person_reads_why_and_asks_again_after_the_pause(sign_in, commissioner, stranger, body, settings):
    settings.JOIN_REQUEST_PAUSE_DAYS = 30
    at = timezone.now()
    asked = ask(stranger, body, at=at)
    decide = reverse("body_request_decide", args=[asked.pk])
    sign_in(commissioner).post(decide, {"decision": "decline", "reason": "We do not know you."})
    assert "We do not know you." in Notification.objects.get(person=stranger).body
    with pytest.raises(NotPossible, match="You can ask again from"):
        ask(stranger, body, at=at + dt.timedelta(days=29))
    assert ask(stranger, body, at=at + dt.timedelta(days=31)).state == "waiting"


def test_pause_holds_for_a_new_body_however_its_name_is_written(staff, stranger):
    body_requests.decline(asked=ask(stranger, name="Wharram Vale Council"), reason="", by=staff, at=timezone.now())
    with pytest.raises(NotPossible, match="You can ask again from"):
        ask(stranger, name="The Wharram-Vale council")


def test_few_new_bodies_wait_for_one_person(stranger, settings):
    settings.REGISTRATIONS_WAITING_AT_MOST = 2
    for name in ("One Council", "Two Council"):
        ask(stranger, name=name)
    with pytest.raises(NotPossible, match="wait for programme staff"):
        ask(stranger, name="Three Council")


def test_person_withdraws_and_nobody_decides_any_more(sign_in, stranger, commissioner, body):
    asked = ask(stranger, body)
    sign_in(stranger).post(reverse("body_request_withdraw", args=[asked.pk]))
    assert awaiting(commissioner, timezone.now()) == []
    with pytest.raises(NotPossible, match="withdrawn meanwhile"):
        body_requests.accept(asked=asked, role="viewer", by=commissioner, at=timezone.now())


def test_nobody_lets_themselves_in(commissioner):
    unowned = BodyFactory()
    asked = BodyRequestFactory(body=unowned, person=commissioner)
    with pytest.raises(NotPossible, match="your own request"):
        body_requests.accept(asked=asked, role="owner", by=commissioner, at=timezone.now())


def test_who_acts_for_it_or_asks_an_ended_one_is_told_so(commissioner, body, stranger):
    heir = BodyFactory(name="Greater Marlbeck Council")
    with pytest.raises(NotPossible, match="You act for"):
        ask(commissioner, body)
    ended = BodyFactory(ends_on=timezone.localdate() - dt.timedelta(days=1), successor=heir)
    with pytest.raises(NotPossible, match="Greater Marlbeck Council followed it"):
        ask(stranger, ended)


def test_address_at_the_domain_of_the_body_is_a_hint(commissioner, body):
    BodyMembershipFactory(body=body, user__email="known@marlbeck.gov.uk")
    at_body = BodyRequestFactory(body=body, person=UserFactory(email="ada@marlbeck.gov.uk"))
    assert hints_about(at_body) == [f"An address at marlbeck.gov.uk, where people of {body} have theirs."]
    body.website = "https://www.elsewhere.example/about"
    body.save()
    by_website = BodyRequestFactory(body=body, person=UserFactory(email="ada@mail.elsewhere.example"))
    assert "as the website of" in hints_about(by_website)[0]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ada@gmail.com", "anybody can have"),
        ("ada@wharram.gov.uk", "which only public bodies have"),
        ("ada@consulting.example", "Nothing is known here of consulting.example"),
    ],
)
def test_other_addresses_are_hints_of_their_own(address, words):
    asked = BodyRequestFactory(body=None, body_name="Wharram Vale Council", person=UserFactory(email=address))
    assert words in hints_about(asked)[0]


def test_webmail_of_a_member_says_nothing_about_another(body):
    BodyMembershipFactory(body=body, user__email="known@gmail.com")
    asked = BodyRequestFactory(body=body, person=UserFactory(email="stranger@gmail.com"))
    assert hints_about(asked) == ["Every address is of a kind that anybody can have."]


def test_unconfirmed_address_is_no_hint(body):
    liar = UserFactory(email="liar@gmail.com")
    liar.emailaddress_set.create(email="liar@marlbeck.gov.uk", verified=False)
    assert "marlbeck" not in " ".join(hints_about(BodyRequestFactory(body=body, person=liar)))


def test_adding_a_body_that_is_there_under_a_name_written_otherwise_adds_none(staff):
    known = BodyFactory(name="Wharram Vale Council")
    found, is_new = add_body(
        name="The WHARRAM VALE council", kind="council", buyer_class="", by=staff, at=timezone.now()
    )
    assert (found, is_new) == (known, False)


def test_queue_asks_as_often_for_many_as_for_few(sign_in, staff, django_assert_max_num_queries):
    browser, url = sign_in(staff), reverse("body_request_queue")
    BodyRequestFactory(body=None, body_name="New Council")
    browser.get(url)

    def queries() -> int:
        with django_assert_max_num_queries(60) as counted:
            browser.get(url)
        return len(counted)

    few = queries()
    for number in range(5):
        BodyRequestFactory(body=None, body_name=f"New Council {number}")
        BodyRequestFactory()
    assert queries() == few
