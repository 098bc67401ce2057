"""Funding rounds: nothing typed is lost, nothing is sent late, and never more is given than there is."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.awaiting import Asker
from partnerships_portal.notifications.models import Notification
from support_requests.actions import funding, funding_rounds, funding_timers
from support_requests.funding import awaiting
from support_requests.funding.money import left
from support_requests.funding.scoring import result
from support_requests.models import FundingApplication, FundingRound
from tests.at_once import at_once, refused_at_once
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.funding import FundingApplicationFactory, FundingRoundFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def told(event):
    return {message.person for message in Notification.objects.filter(event=event).select_related("person")}


def round_form(**more):
    opens, closes = timezone.localtime() + DAY, timezone.localtime() + 30 * DAY
    typed = {"title": "Growth fund", "about": "Money to bid together.", "budget": "30,000", "most_each": "£10,000"}
    for name, when in (("opens_at", opens), ("closes_at", closes)):
        typed |= {f"{name}_0": when.day, f"{name}_1": when.month, f"{name}_2": when.year, f"{name}_3": "9am"}
    typed |= {"criterion_1": "Need", "weight_1": "60", "criterion_2": "Value", "weight_2": "40"}
    return typed | {"form_key": "0d5ae1c5-7e35-4b1c-9a3a-1c1f8bbd4c11"} | more


def test_manager_writes_checks_and_publishes_a_round_once(staff, owner, sign_in):
    browser = sign_in(staff)
    for _ in range(2):
        page = browser.post(reverse("funding_round_new"), round_form(), follow=True)
    made = FundingRound.objects.get()
    assert "Check before you publish" in page.content.decode()
    assert (made.state, made.budget, made.criteria.count()) == ("draft", Decimal(30_000), 2)
    assert sign_in(owner).get(made.get_absolute_url()).status_code == 404
    for _ in range(2):
        browser.post(reverse("funding_round_publish", args=[made.pk]), {"seen": made.version})
    made.refresh_from_db()
    assert made.state == "published"
    assert "You can apply for" in sign_in(owner).get(made.get_absolute_url()).content.decode()
    assert browser.post(reverse("funding_round_edit", args=[made.pk]), round_form(title="Other")).status_code == 302
    made.refresh_from_db()
    assert made.title == "Growth fund"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"weight_2": "30"}, "The weights add up to 90"),
        ({"weight_1": "", "weight_2": "100"}, "Criterion 1: enter its weight"),
        ({"criterion_2": "Need"}, "Criterion 2: this is there already"),
        ({"most_each": "40,000"}, "enter no more than the budget"),
        ({"budget": "0"}, "Enter more than £0"),
        ({"closes_at_2": "2020"}, "enter a time after it opens"),
        ({"about": ""}, "Say what is offered"),
    ],
)
def test_mistakes_in_a_round_are_named(typed, says, staff, sign_in):
    page = sign_in(staff).post(reverse("funding_round_new"), round_form(**typed))
    assert says in page.content.decode()
    assert not FundingRound.objects.exists()


def test_draft_of_a_round_is_not_changed_from_a_stale_page(staff):
    made = FundingRoundFactory(state="draft")
    criteria = [funding_rounds.Criterion("Need", 100)]
    given = {"funding_round": made, "criteria": criteria, "by": staff, "at": timezone.now(), "seen": 1}
    funding_rounds.change_round(values={"title": "First"}, **given)
    with pytest.raises(NotPossible, match="colleague changed"):
        funding_rounds.change_round(values={"title": "Second"}, **given)
    with pytest.raises(NotPossible, match="Check it again"):
        funding_rounds.publish_round(funding_round=made, seen=1, by=staff, at=timezone.now())


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


def test_officers_assess_and_the_best_stands_first(triage, staff, sign_in):
    made = FundingRoundFactory(state="closed")
    worse, better = FundingApplicationFactory.create_batch(2, round=made)
    need, value = made.criteria.all()
    for officer, one, scores in ((triage, worse, (1, 2)), (triage, better, (5, 3)), (staff, better, (4, 3))):
        typed = {f"score_{need.pk}": scores[0], f"score_{value.pk}": scores[1], f"because_{need.pk}": "Seen worse"}
        sign_in(officer).post(reverse("funding_assess", args=[one.pk]), typed)
    page = sign_in(staff).get(made.get_absolute_url())
    rows = page.context["rows"]
    assert [(row.application, row.result.percent) for row in rows] == [(better, 78), (worse, 28)]
    assert "Seen worse" in sign_in(triage).get(better.get_absolute_url()).content.decode()


def test_applicant_never_sees_scores(owner, triage, sign_in):
    one = FundingApplicationFactory(organisation=owner.memberships.get().organisation, round__state="closed")
    scores = {criterion.pk: (1, "Weak case") for criterion in one.round.criteria.all()}
    funding.assess(application=one, scores=scores, by=triage, at=timezone.now())
    assert "Weak case" not in sign_in(owner).get(one.get_absolute_url()).content.decode()


def test_criteria_that_nobody_scored_do_not_count_as_nothing():
    assert result({1: 60, 2: 40}, [(1, 4)]).in_words == "80 of 100, 1 of 2 criteria scored"
    assert result({1: 60, 2: 40}, []).in_words == "Not assessed yet"


def test_decision_is_checked_told_and_written_in_a_letter(owner, triage, sign_in):
    one = FundingApplicationFactory(organisation=owner.memberships.get().organisation, round__state="closed")
    browser, address = sign_in(triage), reverse("funding_decide", args=[one.pk])
    typed = {"decision": "offer", "awarded": "12,000", "reason": "A sound plan"}
    assert "Check before you decide" in browser.post(address, typed | {"step": "check"}).content.decode()
    for _ in range(2):
        browser.post(address, typed | {"step": "save"})
    one.refresh_from_db()
    assert (one.state, one.awarded, one.decided_by) == ("offered", Decimal(12_000), triage)
    assert told("funding_application_decided") == {owner}
    letter = sign_in(owner).get(Notification.objects.get(event="funding_application_decided").url).content.decode()
    assert "£12,000" in letter
    assert "A sound plan" in letter


def test_officer_does_not_decide_for_their_own_organisation(triage, sign_in):
    one = FundingApplicationFactory(round__state="closed")
    MembershipFactory(organisation=one.organisation, user=triage)
    assert sign_in(triage).post(reverse("funding_decide", args=[one.pk])).status_code == 403
    assert sign_in(triage).post(reverse("funding_assess", args=[one.pk])).status_code == 403


def test_nothing_is_decided_before_the_round_has_closed(triage):
    with pytest.raises(NotPossible, match="once the round has closed"):
        funding.decide(application=FundingApplicationFactory(), awarded=None, reason="x", by=triage, at=timezone.now())


def test_more_than_is_left_or_asked_for_is_refused(triage):
    made = FundingRoundFactory(state="closed")
    first, second = FundingApplicationFactory.create_batch(2, round=made, amount=Decimal(20_000))
    given = {"reason": "x", "by": triage, "at": timezone.now()}
    with pytest.raises(NotPossible, match="asked for £20,000"):
        funding.decide(application=first, awarded=Decimal("20000.01"), **given)
    funding.decide(application=first, awarded=Decimal(20_000), **given)
    with pytest.raises(NotPossible, match="Only £10,000"):
        funding.decide(application=second, awarded=Decimal("10000.01"), **given)
    funding.withdraw(application=first, by=first.begun_by, at=timezone.now())
    assert left(made) == Decimal(30_000)
    funding.decide(application=second, awarded=Decimal("20000.00"), **given)
    assert told("funding_application_withdrawn") == {triage}


def test_nothing_is_offered_to_an_organisation_that_was_closed(triage):
    one = FundingApplicationFactory(round__state="closed", organisation__closed_at=timezone.now())
    given = {"application": one, "reason": "x", "by": triage, "at": timezone.now()}
    with pytest.raises(NotPossible, match="does not take part"):
        funding.decide(awarded=Decimal(5), **given)
    funding.decide(awarded=None, **given)


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


def test_database_refuses_an_offer_of_more_than_was_asked():
    one = FundingApplicationFactory(state="offered")
    with pytest.raises(IntegrityError), transaction.atomic():
        FundingApplication.objects.filter(pk=one.pk).update(awarded=one.amount + 1)


def test_clock_opens_reminds_and_closes_and_tells_once(owner, viewer, other_owner, triage):
    made = FundingRoundFactory()
    FundingApplicationFactory(round=made, organisation=owner.memberships.get().organisation, state="draft")
    for _ in range(2):
        funding_rounds.look_after_rounds(at=made.opens_at)
    assert told("funding_round_opened") == {owner, other_owner}
    funding_rounds.look_after_rounds(at=made.closes_at - 2 * DAY)
    assert told("funding_closes_soon") == {owner}
    for _ in range(2):
        funding_rounds.look_after_rounds(at=made.closes_at)
    made.refresh_from_db()
    assert (made.state, made.closed_at) == ("closed", made.closes_at)
    assert told("funding_round_closed") == {owner}
    assert told("funding_round_to_assess") == {triage}
    assert Notification.objects.filter(event="funding_round_opened").count() == 2


def test_lists_take_as_many_queries_however_many_applied(staff, sign_in):
    made, browser = FundingRoundFactory(state="closed"), sign_in(staff)
    counts = []
    for _ in range(2):
        FundingApplicationFactory.create_batch(3, round=made)
        FundingRoundFactory.create_batch(3)
        with CaptureQueriesContext(connection) as few:
            browser.get(made.get_absolute_url())
            browser.get(reverse("funding_round_list"))
        counts.append(len(few))
    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_offer_at_once_never_give_more_than_there_is():
    made, officer = FundingRoundFactory(state="closed"), UserFactory(programme_role="triage_officer")
    both = FundingApplicationFactory.create_batch(2, round=made, amount=Decimal(20_000))
    given = {"awarded": Decimal(20_000), "reason": "x", "by": officer, "at": timezone.now()}
    refused = refused_at_once(*[lambda one=one: funding.decide(application=one, **given) for one in both])
    assert len(refused) == 1
    assert "Only £10,000" in str(refused[0])
    assert left(made) == Decimal(10_000)


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_decide_one_at_once_decide_it_once():
    one, officer = FundingApplicationFactory(round__state="closed"), UserFactory(programme_role="triage_officer")
    given = {"application": one, "reason": "x", "by": officer, "at": timezone.now()}
    refused = refused_at_once(
        lambda: funding.decide(awarded=Decimal(5), **given), lambda: funding.decide(awarded=None, **given)
    )
    assert len(refused) == 1


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


def test_officer_of_another_applicant_reads_nothing_of_it_and_does_not_judge(triage, sign_in):
    insider = UserFactory(programme_role="triage_officer")
    own = FundingApplicationFactory(state="submitted")
    MembershipFactory(organisation=own.organisation, user=insider, role="viewer")
    FundingRound.objects.filter(pk=own.round_id).update(state="closed", closed_at=timezone.now())
    other = FundingApplicationFactory(state="submitted", round=own.round)
    criterion = own.round.criteria.first()
    scores = {criterion.pk: (2, "Their plan is thin")}
    funding.assess(application=other, scores=scores, by=triage, at=timezone.now())
    for reader, judges in ((triage, True), (insider, False)):
        browser = sign_in(reader)
        assert ("Their plan is thin" in browser.get(other.get_absolute_url()).text) == judges
        page = browser.get(other.round.get_absolute_url())
        assert (bool(page.context["rows"]), "colleagues read and judge" in page.text) == (judges, not judges)
        for name in ("funding_assess", "funding_decide"):
            assert browser.get(reverse(name, args=[other.pk])).status_code == (200 if judges else 404)
