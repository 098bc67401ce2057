"""Organisations say what they offer and look for; others read it once staff have, until its last day."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from consortia.actions import offers
from consortia.models import PartnerOffer
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from tests.factories import LocalAuthorityFactory, MembershipFactory, OrganisationFactory, ServiceAreaFactory
from tests.factories.offers import OfferAnswerFactory, PartnerOfferFactory

pytestmark = pytest.mark.django_db

WHAT = {
    "direction": "offers",
    "kind": "premises",
    "title": "Two rooms in Saltwick",
    "text": "Free on weekday evenings.",
}


def day_parts(name: str, day: dt.date) -> dict:
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


def shown_to(user, offer, at=None) -> bool:
    return PartnerOffer.objects.visible_to(user, at or timezone.now()).filter(pk=offer.pk).exists()


def in_days(number: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=number)


def test_editor_writes_page_by_page_checks_and_sends(sign_in, editor, organisation, triage, analyst):
    client, place, area = sign_in(editor), LocalAuthorityFactory(), ServiceAreaFactory()
    answer = client.post(reverse("offer_new", args=[organisation.pk]), WHAT)
    offer = PartnerOffer.objects.get()
    assert answer["Location"] == reverse("offer_edit", args=[offer.pk, "where"])
    assert (offer.state, offer.organisation, offer.title) == ("draft", organisation, WHAT["title"])
    client.post(reverse("offer_edit", args=[offer.pk, "where"]), {"services": [area.code], "places": [place.code]})
    check = client.get(reverse("offer_check", args=[offer.pk])).text
    assert "Before you can send it" in check and "Send to programme staff" not in check
    client.post(
        reverse("offer_edit", args=[offer.pk, "who"]), {"shown_to": "everyone"} | day_parts("until", in_days(40))
    )
    assert place.name in client.get(reverse("offer_check", args=[offer.pk])).text
    client.post(reverse("offer_check", args=[offer.pk]))
    offer.refresh_from_db()
    assert (offer.state, offer.times_submitted, offer.until) == ("submitted", 1, in_days(40))
    assert Notification.objects.filter(person=triage, event="offer_received").count() == 1
    assert not Notification.objects.filter(person=analyst, event="offer_received").exists()


def test_page_with_something_missing_keeps_what_was_typed(sign_in, editor, organisation):
    page = sign_in(editor).post(reverse("offer_new", args=[organisation.pk]), WHAT | {"text": "", "kind": ""}).text
    assert "Say what you offer or look for" in page and "Select what it is" in page and WHAT["title"] in page
    assert not PartnerOffer.objects.exists()


@pytest.mark.parametrize("days, problem", [(0, "enter a day after today"), (181, "or earlier")])
def test_last_day_lies_ahead_and_within_half_a_year(sign_in, editor, organisation, days, problem):
    offer = PartnerOfferFactory(organisation=organisation, state="draft")
    address = reverse("offer_edit", args=[offer.pk, "who"])
    page = sign_in(editor).post(address, {"shown_to": "everyone"} | day_parts("until", in_days(days))).text
    assert problem in page


def test_double_click_makes_one_draft_and_sends_once(editor, organisation, triage):
    at = timezone.now()
    one = offers.start(organisation=organisation, values=WHAT, by=editor, at=at)
    assert offers.start(organisation=organisation, values=WHAT, by=editor, at=at) == one
    offers.save_part(
        offer=one, values={"shown_to": "everyone", "until": in_days(9), "is_nationwide": True}, by=editor, at=at
    )
    offers.submit(offer=one, by=editor, at=at)
    offers.submit(offer=one, by=editor, at=at)
    one.refresh_from_db()
    assert one.times_submitted == 1
    assert AuditEvent.objects.filter(action="offer_submitted").count() == 1
    assert Notification.objects.filter(event="offer_received").count() == 1


def test_organisation_has_so_many_at_one_time(editor, organisation, settings):
    settings.OFFERS_OPEN_AT_MOST = 1
    PartnerOfferFactory(organisation=organisation, state="expired")
    PartnerOfferFactory(organisation=organisation)
    with pytest.raises(NotPossible, match="Close or delete one"):
        offers.start(organisation=organisation, values=WHAT, by=editor, at=timezone.now())


def test_what_was_sent_is_not_changed_under_the_eyes_of_staff(editor, organisation):
    sent = PartnerOfferFactory(organisation=organisation, state="submitted")
    with pytest.raises(NotPossible, match="Take it back first"):
        offers.save_part(offer=sent, values=WHAT, by=editor, at=timezone.now())


def test_published_one_that_is_taken_back_is_seen_by_its_own_people_alone(
    sign_in, editor, viewer, organisation, other_owner
):
    offer = PartnerOfferFactory(organisation=organisation)
    assert sign_in(other_owner).get(offer.get_absolute_url()).status_code == 200
    sign_in(editor).post(reverse("offer_take_back", args=[offer.pk]))
    assert sign_in(other_owner).get(offer.get_absolute_url()).status_code == 404
    assert sign_in(viewer).get(offer.get_absolute_url()).status_code == 200


def test_who_sees_it_is_who_was_chosen(stranger, commissioner, other_owner, other_organisation, viewer, staff, owner):
    everyone = PartnerOfferFactory()
    signed_in = PartnerOfferFactory(shown_to="organisations")
    mutuals = PartnerOfferFactory(shown_to="mutuals", kind="placement")
    mutual = MembershipFactory(organisation=OrganisationFactory(verified_at=timezone.now(), verified_by=staff)).user
    outsiders = (None, stranger, commissioner)
    seen = {
        person: [shown_to(person or AnonymousUser(), one) for one in (everyone, signed_in, mutuals)]
        for person in (*outsiders, other_owner, mutual, staff)
    }
    assert all(seen[person] == [True, False, False] for person in outsiders)
    assert seen[other_owner] == [True, True, False]
    assert seen[mutual] == seen[staff] == [True, True, True]


def test_draft_is_hidden_from_staff_until_it_was_sent(sign_in, staff, organisation):
    for times in (0, 2):  # never sent, and taken back
        draft = PartnerOfferFactory(organisation=organisation, state="draft", times_submitted=times)
        assert not shown_to(staff, draft)
        assert sign_in(staff).get(reverse("offer_review", args=[draft.pk])).status_code == 404
    assert shown_to(staff, PartnerOfferFactory(organisation=organisation, state="submitted"))


def test_offers_of_organisations_that_do_not_take_part_disappear(sign_in, other_owner):
    closed = PartnerOfferFactory(organisation__closed_at=timezone.now())
    unadmitted = PartnerOfferFactory(organisation__admitted_at=None)
    for offer in (closed, unadmitted):
        assert not shown_to(other_owner, offer)
        assert offer.title not in sign_in(other_owner).get(reverse("offer_list")).text


def test_list_is_narrowed_by_words_kind_service_and_place(sign_in):
    area, place, elsewhere = ServiceAreaFactory(), LocalAuthorityFactory(), LocalAuthorityFactory()
    here = PartnerOfferFactory(title="Rooms by the sea", kind="premises", is_nationwide=False)
    here.services.add(area)
    here.places.add(place)
    there = PartnerOfferFactory(title="A fundraiser", direction="asks", is_nationwide=False)
    there.regions.add(elsewhere.region)
    anywhere = PartnerOfferFactory(title="Payroll for all")
    client = sign_in(None)

    def found(**query):
        text = client.get(reverse("offer_list"), query).text
        return [one for one in (here, there, anywhere) if one.title in text]

    assert found() == [here, there, anywhere]
    assert found(words="sea rooms") == [here]
    assert found(words=there.organisation.name) == [there]
    assert found(kind="premises") == found(service=area.code) == found(service=area.parent.code) == [here]
    assert found(direction="asks") == [there]
    assert found(place=place.code) == [here, anywhere]
    assert found(place=elsewhere.code) == found(place=elsewhere.region.code) == [there, anywhere]
    assert found(kind="nonsense", page="x") == [here, there, anywhere]


def test_queries_do_not_grow_with_the_rows(sign_in, editor, organisation):
    client, area, place = sign_in(editor), ServiceAreaFactory(), LocalAuthorityFactory()
    organisation.service_claims.create(service_area=area)
    addresses = [reverse("offer_list"), reverse("my_offers")]

    def queries() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            counts.append(len(captured))
        return counts

    def more(number):
        for _ in range(number):
            own, other = PartnerOfferFactory(organisation=organisation), PartnerOfferFactory()
            for one in (own, other):
                one.services.add(area)
                one.places.add(place)
            OfferAnswerFactory(organisation=organisation)

    more(1)
    queries()
    before = queries()
    more(6)
    assert queries() == before


def test_closing_tells_kindly_those_who_wait_once(editor, organisation):
    answer = OfferAnswerFactory(offer__organisation=organisation)
    waiting = MembershipFactory(organisation=answer.organisation, role="owner").user
    at = timezone.now()
    offers.close(offer=answer.offer, by=editor, at=at)
    offers.close(offer=answer.offer, by=editor, at=at)
    answer.refresh_from_db()
    assert answer.state == "not_this_time"
    assert "That says nothing about your organisation" in Notification.objects.get(person=waiting).body
    assert AuditEvent.objects.filter(action="offer_closed").count() == 1


def test_own_list_counts_the_answers_that_wait(sign_in, viewer, organisation):
    offer = PartnerOfferFactory(organisation=organisation)
    OfferAnswerFactory(offer=offer)
    OfferAnswerFactory(offer=offer, state="taken_up")
    OfferAnswerFactory(offer=offer, organisation__closed_at=timezone.now())
    assert "<strong>1 open answer</strong>" in sign_in(viewer).get(reverse("my_offers")).text


def test_what_ended_is_offered_again_as_a_draft(sign_in, editor, organisation):
    ended = PartnerOfferFactory(organisation=organisation, state="expired", until=in_days(-3))
    sign_in(editor).post(reverse("offer_take_back", args=[ended.pk]))
    ended.refresh_from_db()
    assert (ended.state, ended.ended_at) == ("draft", None)
    with pytest.raises(NotPossible, match="still missing"):
        offers.submit(offer=ended, by=editor, at=timezone.now())


def test_renewed_one_is_shown_longer_without_another_reading(sign_in, editor, organisation):
    offer = PartnerOfferFactory(organisation=organisation)
    sign_in(editor).post(reverse("offer_renew", args=[offer.pk]), day_parts("until", in_days(100)))
    offer.refresh_from_db()
    assert (offer.state, offer.until) == ("published", in_days(100))


def test_only_a_draft_that_was_never_sent_is_deleted(editor, organisation):
    at = timezone.now()
    never, returned = (PartnerOfferFactory(organisation=organisation, state=one) for one in ("draft", "returned"))
    offers.discard(offer=never, by=editor, at=at)
    assert not PartnerOffer.objects.filter(pk=never.pk).exists()
    with pytest.raises(NotPossible, match="never sent"):
        offers.discard(offer=returned, by=editor, at=at)


def test_another_kind_than_between_mutuals_asks_again_who_sees_it(editor, organisation):
    offer = PartnerOfferFactory(organisation=organisation, state="draft", kind="placement", shown_to="mutuals")
    offers.save_part(offer=offer, values=WHAT, by=editor, at=timezone.now())
    offer.refresh_from_db()
    assert (offer.kind, offer.shown_to) == ("premises", "")


def test_of_two_who_edit_one_page_at_once_the_second_chooses(sign_in, owner, editor, organisation):
    offer = PartnerOfferFactory(organisation=organisation, state="draft")
    address = reverse("offer_edit", args=[offer.pk, "what"])
    seen = sign_in(owner).get(address).context["form"].initial["seen"]
    sign_in(owner).post(address, WHAT | {"title": "Three rooms", "seen": seen})
    page = sign_in(editor).post(address, WHAT | {"seen": seen})
    assert "Three rooms" in page.text and escape(owner.name) in page.text and WHAT["title"] in page.text
    offer.refresh_from_db()
    assert offer.title == "Three rooms"
    again = page.context["form"].data["seen"]
    sign_in(editor).post(address, WHAT | {"text": "Free at noon.", "seen": again, "use_title": "theirs"})
    offer.refresh_from_db()
    assert (offer.title, offer.text) == ("Three rooms", "Free at noon.")


def test_two_who_change_different_things_both_keep_theirs(sign_in, owner, editor, organisation):
    offer = PartnerOfferFactory(organisation=organisation, state="draft", is_nationwide=False)
    address, one, other = reverse("offer_edit", args=[offer.pk, "where"]), ServiceAreaFactory(), ServiceAreaFactory()
    seen = sign_in(owner).get(address).context["form"].initial["seen"]
    sign_in(owner).post(address, {"services": [one.code], "is_nationwide": "on", "seen": seen})
    page = sign_in(editor).post(address, {"services": [other.code], "is_nationwide": "on", "seen": seen}).text
    assert one.name in page and "Choose what to keep" in page
    assert list(offer.services.all()) == [one]
