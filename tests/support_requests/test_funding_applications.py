"""Applications for funding: nothing typed is lost, and nothing is sent late."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.awaiting import Asker
from partnerships_portal.notifications.models import Notification
from support_requests.actions import funding, funding_timers
from support_requests.funding import awaiting
from support_requests.models import FundingApplication
from tests.at_once import at_once
from tests.factories import OrganisationFactory, UserFactory
from tests.factories.funding import FundingApplicationFactory, FundingRoundFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def told(event):
    return {message.person for message in Notification.objects.filter(event=event).select_related("person")}


def test_owner_applies_saving_as_they_go_and_sends_once(owner, triage, sign_in):
    made, browser = FundingRoundFactory(), sign_in(owner)
    organisation = owner.memberships.get().organisation
    apply = reverse("funding_apply", args=[made.pk, organisation.pk])
    browser.post(apply)
    browser.post(apply)
    one = FundingApplication.objects.get()
    edit, need = reverse("funding_application_edit", args=[one.pk]), made.criteria.first()
    browser.post(edit, {"summary": "A lawyer", "amount": "", f"answer_{need.pk}": "Badly", "seen": 1})
    page = browser.get(edit).content.decode()
    assert "A lawyer" in page
    assert "Badly" in page
    assert (
        "Enter how much you ask for"
        in browser.get(reverse("funding_application_check", args=[one.pk])).content.decode()
    )
    answers = {f"answer_{criterion.pk}": "Because" for criterion in made.criteria.all()}
    page = browser.post(
        edit, {"summary": "A lawyer", "amount": "9,500.50", "seen": 2, "check": "1", **answers}, follow=True
    )
    assert "Send the application" in page.content.decode()
    for _ in range(2):
        browser.post(reverse("funding_application_check", args=[one.pk]), {"seen": 3})
    one.refresh_from_db()
    assert (one.state, one.amount) == ("submitted", Decimal("9500.50"))
    assert told("funding_application_sent") == {owner}
    assert told("funding_application_arrived") == {triage}
    assert Notification.objects.filter(event="funding_application_sent").count() == 1


def test_draft_is_not_overwritten_from_a_stale_page_and_what_was_typed_is_shown(owner, editor, sign_in):
    organisation = owner.memberships.get().organisation
    one = FundingApplicationFactory(organisation=organisation, state="draft", summary="", amount=None)
    edit = reverse("funding_application_edit", args=[one.pk])
    sign_in(owner).post(edit, {"summary": "Of the owner", "amount": "1", "seen": 1})
    page = sign_in(editor).post(edit, {"summary": "Of the editor", "amount": "2", "seen": 1}).content.decode()
    assert "A colleague changed this" in page
    assert "Of the editor" in page
    one.refresh_from_db()
    assert one.summary == "Of the owner"


def test_closed_round_refuses_in_clear_words_and_keeps_what_was_typed(owner, sign_in):
    organisation = owner.memberships.get().organisation
    one = FundingApplicationFactory(organisation=organisation, state="draft", round__state="closed")
    browser = sign_in(owner)
    answers = {f"answer_{criterion.pk}": "Late words" for criterion in one.round.criteria.all()}
    edit = reverse("funding_application_edit", args=[one.pk])
    page = browser.post(edit, {"summary": "Late", "amount": "100", "seen": 1, "check": "1", **answers}, follow=True)
    assert "cannot be sent any more" in page.content.decode()
    assert "Send the application" not in page.content.decode()
    page = browser.post(reverse("funding_application_check", args=[one.pk]), {"seen": 2}, follow=True)
    assert "kept as a draft" in page.content.decode()
    assert "Go on writing" not in browser.get(one.get_absolute_url()).text and "Continue" not in browser.get(edit).text
    one.refresh_from_db()
    assert (one.state, one.summary) == ("draft", "Late")


def test_round_whose_time_is_over_takes_nothing_even_before_the_timer_came(owner):
    one = FundingApplicationFactory(state="draft")
    with pytest.raises(NotPossible, match="closed on"):
        funding.send(application=one, seen=1, by=owner, at=one.round.closes_at)
    with pytest.raises(NotPossible, match="opens on"):
        funding.begin(
            funding_round=FundingRoundFactory(),
            organisation=OrganisationFactory(),
            by=owner,
            at=timezone.now() - 8 * DAY,
        )


def test_organisation_that_does_not_take_part_cannot_apply(owner):
    with pytest.raises(NotPossible, match="does not take part"):
        funding.begin(
            funding_round=FundingRoundFactory(),
            organisation=OrganisationFactory(admitted_at=None),
            by=owner,
            at=timezone.now(),
        )


def test_application_follows_a_merger_once(owner):
    made, into = FundingRoundFactory(), owner.memberships.get().organisation
    merged = OrganisationFactory(merged_into=into, closed_at=timezone.now())
    both = OrganisationFactory(merged_into=into, closed_at=timezone.now())
    first = FundingApplicationFactory(round=made, organisation=merged)
    second = FundingApplicationFactory(round=made, organisation=both, state="draft")
    assert [funding_timers.follow_mergers(at=timezone.now()) for _ in range(2)] == [1, 0]
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.organisation, first.state, second.state) == (into, "submitted", "withdrawn")


def test_withdrawn_and_declined_ones_cannot_be_decided_or_withdrawn_again(triage):
    one = FundingApplicationFactory(round__state="closed")
    funding.decide(application=one, awarded=None, reason="Too early", by=triage, at=timezone.now())
    with pytest.raises(NotPossible):
        funding.withdraw(application=one, by=one.begun_by, at=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_who_begin_at_once_write_one_application():
    made, organisation, person = FundingRoundFactory(), OrganisationFactory(), UserFactory()
    given = {"funding_round": made, "organisation": organisation, "by": person, "at": timezone.now()}
    begun = at_once(*[lambda: funding.begin(**given)] * 2)
    assert begun[0].pk == begun[1].pk


def test_inbox_shows_drafts_to_send_and_applications_to_decide(owner, triage, analyst):
    mine = owner.memberships.get().organisation
    FundingApplicationFactory(organisation=mine, state="draft")
    FundingApplicationFactory(organisation=mine, state="draft", round__state="closed")
    FundingApplicationFactory.create_batch(2, round=FundingRoundFactory(state="closed"))
    assert awaiting_texts(owner) == ["Send your application for “Partnership development fund"]
    assert awaiting_texts(triage) == ["Decide 2 applications for funding"]
    assert awaiting_texts(analyst) == []


def awaiting_texts(person) -> list[str]:
    queues = awaiting.of_person(Asker(person), timezone.now())
    return [thing.text.rstrip("” 0123456789") for queue in queues for thing in queue.things()]
