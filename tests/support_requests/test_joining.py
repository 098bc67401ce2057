"""Requests that may be the same: found with reasons, laid side by side, and joined so that nothing is lost."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from support_requests.actions import clocks, deciding, handing_over, merging, withdrawing
from support_requests.actions.telling import tell_programme
from support_requests.models import SupportRequest
from support_requests.officers import has_nobody, officers_for
from support_requests.triage.alike import Asked, likeness, reasons, words_of
from support_requests.triage.related import related_to
from support_requests.triage.versions import version_of
from tests.factories import ConsortiumFactory, MembershipFactory, OrganisationFactory
from tests.factories.partnering import ConsortiumMemberFactory
from tests.factories.support import InternalNoteFactory, SupportMessageFactory, SupportRequestFactory

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - dt.timedelta(days=200)


@pytest.fixture
def case(organisation, owner, triage):
    return SupportRequestFactory(organisation=organisation, asked_by=owner, officer=triage, title="Help with a lease")


@pytest.fixture
def other(organisation, owner):
    return SupportRequestFactory(organisation=organisation, asked_by=owner, title="Help with our lease")


def fellow(case, **more) -> SupportRequest:
    """The request of another member of the consortium that `case` is about."""
    owner = MembershipFactory(organisation=OrganisationFactory(), role="owner").user
    case.consortium, case.shares_context = case.consortium or ConsortiumFactory(), True
    case.save()
    theirs = owner.memberships.get().organisation
    for member in (case.organisation, theirs):
        ConsortiumMemberFactory(consortium=case.consortium, organisation=member)
    said = {"consortium": case.consortium, "shares_context": True} | more
    return SupportRequestFactory(organisation=theirs, asked_by=owner, **said)


def join(case, into, by, *, seen=None):
    said = {"seen": seen or version_of(case), "seen_into": version_of(into)}
    return merging.join(request=case, into=into, **said, by=by, at=timezone.now())


def asked(pk=1, *, organisation=1, is_open=True, sent=LONG_AGO, text="", about=()) -> Asked:
    return Asked(pk, organisation, is_open, sent, words_of(text), about)


def test_likeness_counts_words_and_not_their_order():
    lease, nothing = words_of("Drafting a Lease", "together"), words_of("", "a b")
    assert likeness(lease, words_of("together drafting, a lease!")) == 1
    assert likeness(lease, words_of("marketing")) == likeness(nothing, lease) == likeness(nothing, nothing) == 0


def test_reasons_need_something_in_common():
    assert reasons(asked(), asked(2, organisation=2)) == ()
    assert reasons(asked(), asked(2, is_open=False)) == ()
    assert reasons(asked(about=(("consortium", 3),)), asked(2, organisation=2, about=(("consortium", 3),))) == (
        "the same consortium",
    )
    same = {"text": "lease of our premises"}
    assert "similar words" in reasons(asked(**same), asked(2, organisation=2, **same))[0]
    much_later = LONG_AGO + dt.timedelta(days=60)
    assert reasons(asked(**same), asked(2, organisation=2, sent=much_later, **same)) == ()


def test_related_requests_are_found_with_reasons(sign_in, triage, case, other):
    case.happening = other.happening = "Our landlord wants to sell, and three of us would take the building on."
    for one in (case, other):
        one.save()
    about_it = fellow(case, created_at=LONG_AGO, happening="Quite other words.")
    unrelated = SupportRequestFactory(created_at=LONG_AGO, happening="Something else.")
    found = {one.request: one.why for one in related_to(case, user=triage)}
    assert found[about_it] == ("the same consortium",) and unrelated not in found
    assert len(found[other]) == 2
    page = sign_in(triage).get(reverse("support_case_related", args=[case.pk])).text
    assert other.title in page and "the same consortium" in page and unrelated.title not in page


def test_what_was_not_shared_is_not_compared(triage, case):
    hidden = fellow(case, shares_context=False, created_at=LONG_AGO, happening="Quite other words.")
    assert hidden not in [one.request for one in related_to(case, user=triage)]


def test_finding_takes_the_same_number_of_queries_however_many_there_are(triage, case):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            related_to(case, user=triage)
        return len(queries)

    few = count()
    SupportRequestFactory.create_batch(10, organisation=case.organisation)
    assert count() == few


def test_officer_joins_two_which_lead_to_each_other(sign_in, triage, owner, editor, case, other):
    client = sign_in(triage)
    address = reverse("support_case_beside", args=[case.pk, other.pk])
    page = client.get(address)
    assert "Two requests, side by side" in page.text and "Join them</button>" in page.text
    sent = {"seen": page.context["seen"], "seen_into": page.context["seen_into"]}
    for _ in range(2):
        client.post(address, sent)
    case.refresh_from_db()
    assert (case.state, case.merged_into, case.decided_by) == ("merged", other, triage) and case.ended_at
    told = Notification.objects.filter(event="support_joined")
    assert {one.person for one in told} == {owner, editor} and told.count() == 2
    assert case.title in client.get(reverse("support_case", args=[other.pk])).text
    assert "Go on there" in client.get(reverse("support_case", args=[case.pk])).text
    page = client.get(reverse("support_case_messages", args=[case.pk])).text
    assert "<textarea" not in page and reverse("support_case_messages", args=[other.pk]) in page
    page = sign_in(owner).get(case.get_absolute_url()).text
    assert "joined it with another request" in page and "replied for the first time" not in page


def test_messages_and_notes_are_shown_with_the_one_that_goes_on(sign_in, triage, case, other):
    SupportMessageFactory(request=case, side="asker", text="The landlord has answered.")
    InternalNoteFactory(request=case, text="A difficult landlord.")
    join(case, other, triage)
    client = sign_in(triage)
    assert "The landlord has answered." in client.get(reverse("support_case_messages", args=[other.pk])).text
    page = sign_in(case.asked_by).get(reverse("support_request", args=[other.pk])).text
    assert "The landlord has answered." in page and case.get_absolute_url() in page and "difficult" not in page
    assert "A difficult landlord." in client.get(reverse("support_case_notes", args=[other.pk])).text


def test_chain_leads_to_the_last(triage, case, other):
    last = SupportRequestFactory(organisation=case.organisation)
    join(case, other, triage)
    type(other).objects.filter(pk=other.pk).update(officer=triage)
    other.refresh_from_db()
    join(other, last, triage)
    case.refresh_from_db()
    assert case.merged_into == last
    assert set(last.merged_requests.all()) == {case, other}


def test_nothing_is_joined_with_what_has_ended_or_was_joined_meanwhile(triage, case, other):
    last = SupportRequestFactory(organisation=case.organisation)
    seen_other = version_of(other)
    type(other).objects.filter(pk=other.pk).update(officer=triage)
    other.refresh_from_db()
    join(other, last, triage)
    with pytest.raises(NotPossible, match="joined with another request by now"):
        merging.join(
            request=case, into=other, seen=version_of(case), seen_into=seen_other, by=triage, at=timezone.now()
        )
    other.refresh_from_db()
    with pytest.raises(NotPossible, match="has ended"):
        join(case, other, triage)


def test_requests_of_strangers_are_not_joined(sign_in, triage, case):
    stranger = SupportRequestFactory()
    with pytest.raises(NotPossible, match="Only requests of one organisation"):
        join(case, stranger, triage)
    page = sign_in(triage).get(reverse("support_case_beside", args=[case.pk, stranger.pk])).text
    assert "These cannot be joined" in page and "Join them</button>" not in page


def test_members_of_one_consortium_are_answered_together_and_read_nothing_of_each_other(sign_in, triage, case, owner):
    stays = fellow(case, officer=triage)
    theirs = stays.asked_by
    SupportMessageFactory(request=case, side="asker", text="Our secret worry.")
    join(case, stays, triage)
    subjects = {one.person: one.subject for one in Notification.objects.filter(event="support_joined")}
    assert (
        set(subjects) == {owner, theirs} and stays.title not in subjects[owner] and case.title not in subjects[theirs]
    )
    assert "Our secret worry." not in sign_in(theirs).get(reverse("support_request", args=[stays.pk])).text
    assert sign_in(owner).get(reverse("support_request", args=[stays.pk])).status_code == 404
    stays.refresh_from_db()
    said = {"seen": version_of(stays), "reason": "Not this year.", "pointers": ()}
    deciding.decline(request=stays, **said, by=triage, at=timezone.now())
    told = Notification.objects.get(person=owner, event="support_joined_decided")
    assert "declined" in told.subject and "Ask again" in told.body and "Not this year." not in told.body


def test_officer_does_not_read_notes_about_their_own_organisation_beside_those_it_was_joined_with(
    sign_in, triage, staff, case
):
    stays = fellow(case)
    InternalNoteFactory(request=case, text="Their board is divided.")
    InternalNoteFactory(request=stays, text="A good plan.")
    join(case, stays, triage)
    MembershipFactory(organisation=case.organisation, user=staff, role="viewer")
    notes = reverse("support_case_notes", args=[stays.pk])
    seen = sign_in(staff).get(notes).text
    assert "A good plan." in seen and "Their board is divided." not in seen and "Notes for staff (1)" in seen
    assert "Their board is divided." in sign_in(triage).get(notes).text


def test_officer_does_not_decide_on_what_a_request_of_their_own_organisation_was_joined_with(
    sign_in, triage, staff, case
):
    stays = fellow(case, officer=staff)
    MembershipFactory(organisation=case.organisation, user=staff, role="viewer")
    join(case, stays, triage)
    browser, decline = sign_in(staff), reverse("support_case_decline", args=[stays.pk])
    assert browser.get(decline).status_code == 403 and browser.post(decline).status_code == 403
    assert "Take it" not in browser.get(reverse("support_case", args=[stays.pk])).text
    assert SupportRequest.objects.filter(has_nobody()).get() == stays
    assert handing_over.take(request=stays, by=triage, at=timezone.now())


def test_officer_who_is_concerned_meanwhile_does_nothing_more_and_is_neither_told_nor_offered(triage, staff, case):
    stays = fellow(case, officer=staff)
    MembershipFactory(organisation=case.organisation, user=staff, role="viewer")
    assert staff in officers_for(stays)
    join(case, stays, triage)
    with pytest.raises(NotPossible, match="You belong to an organisation that asks"):
        deciding.decline(request=stays, seen=version_of(stays), reason="No", pointers=[], by=staff, at=timezone.now())
    with pytest.raises(NotPossible, match="You belong to an organisation that asks"):
        handing_over.take(request=SupportRequestFactory(organisation=case.organisation), by=staff, at=timezone.now())
    assert list(officers_for(stays)) == [triage]
    tell_programme(stays, event="support_replied", key=1, subject="They wrote", by=stays.asked_by, at=timezone.now())
    assert [one.person for one in Notification.objects.filter(subject="They wrote")] == [triage]


@pytest.mark.parametrize("leaver", ["asker", "other"])
def test_requests_of_who_left_the_consortium_are_not_joined(sign_in, triage, case, leaver):
    stays = fellow(case)
    gone = case.organisation if leaver == "asker" else stays.organisation
    case.consortium.members.filter(organisation=gone).update(left_at=timezone.now())
    refusal = f"{gone} is not in {case.consortium} any more. Decide on each of the two by itself."
    with pytest.raises(NotPossible, match=refusal):
        join(case, stays, triage)
    page = sign_in(triage).get(reverse("support_case_beside", args=[case.pk, stays.pk])).text
    assert refusal in page and "Join them</button>" not in page
    assert SupportRequest.objects.get(pk=case.pk).state == "submitted"


def test_joining_ends_the_clocks_of_the_one_that_goes(triage, case, other):
    clocks.pause(case, at=timezone.now())
    case.refresh_from_db()
    join(case, other, triage)
    case.refresh_from_db()
    assert case.waiting_since is None and case.decided_at


def test_officer_of_the_other_organisation_does_not_join(sign_in, triage, case):
    stays = fellow(case)
    MembershipFactory(organisation=stays.organisation, user=triage, role="viewer")
    address = reverse("support_case_beside", args=[case.pk, stays.pk])
    assert sign_in(triage).post(address, {}).status_code == 403


def test_page_beside_itself_does_not_exist(sign_in, triage, case):
    assert sign_in(triage).get(reverse("support_case_beside", args=[case.pk, case.pk])).status_code == 404


def test_member_whose_request_was_joined_hears_that_the_other_withdrew(triage, case, owner):
    stays = fellow(case)
    join(case, stays, triage)
    for _ in range(2):
        withdrawing.withdraw(request=stays, by=stays.asked_by, at=timezone.now())
    assert Notification.objects.filter(person=owner, event__startswith="support_joined_").count() == 1


def test_asker_who_writes_where_it_goes_on_no_longer_is_led_on_and_keeps_the_text(sign_in, triage, case, other, owner):
    join(case, other, triage)
    sent = {"text": "The landlord has answered.", "form_key": uuid.uuid4()}
    page = sign_in(owner).post(reverse("support_reply", args=[case.pk]), sent).text
    assert f"This goes on as “{other}”: write there." in page and "The landlord has answered." in page


def test_whoever_joins_can_take_what_goes_on_where_nobody_has_it(sign_in, case, other, triage):
    browser, beside = sign_in(triage), reverse("support_case_beside", args=[case.pk, other.pk])
    assert "Take “Help with our lease” yourself" in browser.get(beside).text
    browser.post(beside, {"seen": version_of(case), "seen_into": version_of(other), "take": "1"})
    other.refresh_from_db()
    assert other.officer == triage and other.officer_since is not None


def test_what_somebody_has_is_not_taken_from_them_by_joining(sign_in, case, other, triage, staff):
    handing_over.take(request=other, by=staff, at=timezone.now())
    other.refresh_from_db()
    browser, beside = sign_in(triage), reverse("support_case_beside", args=[case.pk, other.pk])
    assert "yourself" not in browser.get(beside).text
    browser.post(beside, {"seen": version_of(case), "seen_into": version_of(other), "take": "1"})
    other.refresh_from_db()
    assert (other.officer, other.merged_requests.get()) == (staff, case)
