"""People choose how soon e-mails come, and stop them with one click."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.models import User
from partnerships_portal.notifications import actions
from partnerships_portal.notifications.kinds import ALL_SUMMARIES
from partnerships_portal.notifications.marks import unsubscribe_token
from partnerships_portal.notifications.models import Notification, Preference
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)  # a Friday


def tell(person, key="1", event="member_role_given", at=AT, **more):
    actions.notify(person=person, event=event, key=key, subject=f"Subject {key}", at=at, **more)


def states(person) -> list[str]:
    return list(Notification.objects.filter(person=person).order_by("pk").values_list("email_state", flat=True))


def choose(person, **frequencies):
    return actions.choose(person=person, frequencies=frequencies, by=person, at=AT)


def test_messages_are_in_the_inbox_at_once_whatever_one_chose(stranger):
    for number, frequency in enumerate(("at_once", "daily", "weekly", "never")):
        choose(stranger, people=frequency)
        tell(stranger, key=str(number))
    assert Notification.objects.visible_to(stranger).count() == 4


def test_email_waits_as_the_person_chose(stranger, mailoutbox):
    choose(stranger, people="daily")
    tell(stranger)
    assert states(stranger) == ["digest"]
    choose(stranger, verification="never")
    tell(stranger, event="definition_verified")
    assert states(stranger) == ["digest", "none"]
    tell(stranger, event="account_changed")
    assert actions.send_waiting(at=AT) == 1
    assert [mail.subject for mail in mailoutbox] == ["Subject 1"]


def test_changing_ones_mind_moves_what_waits(stranger, mailoutbox):
    tell(stranger)
    choose(stranger, people="weekly")
    waiting = Notification.objects.get()
    assert (waiting.email_state, waiting.email_next_at) == ("digest", dt.datetime(2026, 11, 23, 7, 30, tzinfo=dt.UTC))
    choose(stranger, people="daily")
    waiting.refresh_from_db()
    assert waiting.email_next_at == dt.datetime(2026, 11, 21, 7, 30, tzinfo=dt.UTC)
    choose(stranger, people="at_once")
    assert actions.send_waiting(at=AT) == 1
    tell(stranger, key="2")
    choose(stranger, people="never")
    assert actions.send_waiting(at=AT) == 0 and len(mailoutbox) == 1


def test_never_also_takes_messages_out_of_a_digest_that_is_not_sent_yet(stranger, mailoutbox):
    choose(stranger, people="daily")
    tell(stranger)
    assert actions.make_digests(at=AT + dt.timedelta(days=1)) == 1
    choose(stranger, people="never")
    assert actions.send_digests(at=AT + dt.timedelta(days=1)) == 0 and mailoutbox == []


def test_security_can_be_neither_delayed_nor_stopped(stranger):
    assert choose(stranger, security="never") == []
    Preference.objects.create(person=stranger, category="security", frequency="never")
    tell(stranger, event="account_changed")
    assert actions.send_waiting(at=AT) == 1


def test_telling_thousands_takes_as_many_queries_as_telling_two(django_assert_num_queries):
    def tell_all(number, key):
        people = UserFactory.create_batch(number, verified_email=False)
        choose(people[0], people="daily")
        with django_assert_num_queries(4):  # preferences, rows, the savepoint
            actions.notify_many(people=people, event="member_role_given", key=key, subject="Hello", at=AT)

    tell_all(2, "few")
    tell_all(300, "many")
    assert Notification.objects.filter(email_state="digest").count() == 2


def test_person_chooses_on_the_page_and_sees_it_kept(owner, sign_in):
    client, page = sign_in(owner), reverse("message_preferences")
    shown = client.get(page).content.decode()
    assert "Sign-in and security" in shown and 'name="emails-security"' not in shown
    chosen = client.get(page).context["form"].initial | {"people": "weekly"}
    answer = client.post(page, {f"emails-{category}": chosen[category] for category in chosen}, follow=True)
    assert "Your choices are saved." in answer.content.decode()
    assert dict(Preference.objects.values_list("category", "frequency")) == {"people": "weekly"}
    assert actions.frequencies_of(owner)["people"] == "weekly"


def offered(client) -> set[str]:
    response = client.get(reverse("message_preferences"))
    assert "Sign-in and security" in response.content.decode()
    return set(response.context["form"].fields)


def test_people_are_offered_the_categories_that_can_reach_them(stranger, owner, commissioner, staff, sign_in):
    invited = offered(sign_in(stranger))
    assert invited == {"people"}, "anybody may be invited"
    assert "verification" in offered(sign_in(owner)) and "opportunities" not in offered(sign_in(owner))
    assert "opportunities" in offered(sign_in(commissioner)) and "verification" not in offered(sign_in(commissioner))
    assert "programme" in offered(sign_in(staff)) and "programme" not in offered(sign_in(owner))


def test_choice_for_a_category_that_is_not_offered_is_kept(stranger, sign_in):
    choose(stranger, verification="weekly", people="daily")
    client, page = sign_in(stranger), reverse("message_preferences")
    client.post(page, {"emails-people": "never", "emails-verification": "at_once"})
    frequencies = actions.frequencies_of(stranger)
    assert (frequencies["people"], frequencies["verification"]) == ("never", "weekly")


def test_a_choice_that_is_left_out_is_named(owner, sign_in):
    answer = sign_in(owner).post(reverse("message_preferences"), {"emails-people": "hourly"}).content.decode()
    assert "Choose when we e-mail you about “People and roles” from the list" in answer
    assert "Choose when we e-mail you about “Verification”" in answer
    assert not Preference.objects.exists()


def unsubscribe_address(mail) -> str:
    return mail.extra_headers["List-Unsubscribe"].strip("<>")


def mail_program() -> Client:
    """Posts as RFC 8058 says: no cookies, no token of ours."""
    return Client(enforce_csrf_checks=True)


def test_one_click_in_the_mail_program_stops_the_category(stranger, mailoutbox):
    tell(stranger)
    actions.send_waiting(at=AT)
    (mail,) = mailoutbox
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for _ in range(2):  # a second click changes nothing
        answer = mail_program().post(unsubscribe_address(mail), {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200, "no redirect, no sign-in"
    assert actions.frequencies_of(stranger)["people"] == "never"
    assert actions.frequencies_of(stranger)["verification"] == "at_once"
    tell(stranger, key="2")
    assert actions.send_waiting(at=AT) == 0


def test_a_scanner_that_opens_the_link_stops_nothing(stranger, client):
    page = client.get(reverse("unsubscribe", args=[unsubscribe_token(stranger.pk, "people")]))
    assert "Stop e-mails about “People and roles”?" in page.content.decode()
    assert not Preference.objects.exists()


def test_the_link_in_a_digest_stops_all_that_comes_in_digests(stranger, mailoutbox):
    choose(stranger, people="daily", verification="weekly")
    tell(stranger)
    actions.make_digests(at=AT + dt.timedelta(days=1))
    actions.send_digests(at=AT + dt.timedelta(days=1))
    mail_program().post(unsubscribe_address(mailoutbox[0]))
    wishes = actions.frequencies_of(stranger)
    assert (wishes["people"], wishes["verification"], wishes["opportunities"]) == ("never", "never", "at_once")


def test_made_up_links_do_not_exist_and_links_of_people_who_are_gone_say_it_is_done(stranger, client):
    token = unsubscribe_token(stranger.pk, "people")
    assert client.post(reverse("unsubscribe", args=[token[:-1] + "x"])).status_code == 404
    assert client.post(reverse("unsubscribe", args=["nonsense"])).status_code == 404
    assert client.post(reverse("unsubscribe", args=[unsubscribe_token(stranger.pk, "gossip")])).status_code == 404
    User.objects.all().delete()
    assert client.post(reverse("unsubscribe", args=[token])).status_code == 200


def test_security_messages_carry_no_link_to_stop_them(stranger, mailoutbox, client):
    tell(stranger, event="account_changed")
    actions.send_waiting(at=AT)
    assert "List-Unsubscribe" not in mailoutbox[0].extra_headers
    page = client.post(reverse("unsubscribe", args=[unsubscribe_token(stranger.pk, "security")])).content.decode()
    assert "These e-mails cannot be stopped" in page


def test_everything_at_once_is_stopped_for_nobody_by_the_summaries_link(stranger):
    assert actions.stop(person=stranger, what=ALL_SUMMARIES, at=timezone.now()) == []
