"""Promises about expressions of interest, through actions and pages."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commissioners.actions import interest_lists, interests
from commissioners.interest.listing import everyone, listed
from commissioners.models import BodyMembership, Interest, Lot, Opportunity
from mutuals.actions import merging
from mutuals.models import Organisation
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from tests.factories import (
    BodyMembershipFactory,
    EventSignUpFactory,
    InterestFactory,
    MembershipFactory,
    OpportunityFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db
ANSWERS = {"kind": "looking", "message": "We run clubs in the north", "listed": False, "listed_note": ""}


@pytest.fixture
def opportunity(body):
    return OpportunityFactory(body=body, title="Youth clubs")


def express(opportunity, organisation, by, *, shown_to="nobody", lots=(), at=None, **answers):
    return interests.express(
        opportunity=opportunity,
        organisation=organisation,
        values=ANSWERS | answers,
        lots=list(lots),
        shown_to=shown_to,
        by=by,
        at=at or timezone.now(),
    )


def open_list(opportunity, shown_to, by):
    interest_lists.show_to(opportunity=opportunity, shown_to=shown_to, by=by, at=timezone.now())
    opportunity.refresh_from_db()


def told(event):
    return {row.person for row in Notification.objects.filter(event=event).select_related("person")}


def send(client, opportunity, organisation, **answers):
    address = reverse("interest_express", args=[opportunity.pk, organisation.pk])
    return client.post(address, {"kind": "alone", "message": "", "then": "send", "shown_to": "nobody"} | answers)


def test_buyer_is_told_once_and_colleagues_know(opportunity, organisation, owner, editor, viewer, commissioner):
    assert express(opportunity, organisation, editor)
    assert not express(opportunity, organisation, editor)  # pressed twice
    assert express(opportunity, organisation, editor, kind="alone")  # changed: nobody is told again
    assert Interest.objects.get().kind == "alone"
    assert told("interest_expressed") == {commissioner}
    assert told("colleague_expressed_interest") == {owner}
    assert Notification.objects.count() == 2


def test_interest_is_withdrawn_and_expressed_again_and_its_history_stays(opportunity, organisation, owner, sign_in):
    express(opportunity, organisation, owner)
    assert interests.withdraw(opportunity=opportunity, organisation=organisation, by=owner, at=timezone.now())
    assert not interests.withdraw(opportunity=opportunity, organisation=organisation, by=owner, at=timezone.now())
    assert everyone(opportunity) == []
    assert express(opportunity, organisation, owner, message="Once more")
    assert Interest.objects.count() == 1
    page = sign_in(owner).get(reverse("interest", args=[opportunity.pk])).content.decode()
    assert page.count(f"by {owner}") == 3
    assert "Once more" in page


@pytest.mark.parametrize("state", ["closed", "awarded", "cancelled"])
def test_interest_ends_with_the_deadline(opportunity, organisation, owner, state):
    Opportunity.objects.filter(pk=opportunity.pk).update(state=state)
    with pytest.raises(NotPossible):
        express(opportunity, organisation, owner)


def test_interest_cannot_be_expressed_after_the_deadline_nor_in_a_draft(opportunity, body, organisation, owner):
    late = opportunity.submission_deadline + dt.timedelta(minutes=1)
    with pytest.raises(NotPossible, match="deadline"):
        express(opportunity, organisation, owner, at=late)
    with pytest.raises(NotPossible):
        express(OpportunityFactory(body=body, state="draft"), organisation, owner)
    assert express(OpportunityFactory(body=body, state="early_engagement"), organisation, owner)


def test_notice_takes_interest_once_somebody_of_its_buyer_reads_it(organisation, owner, commissioner, body):
    notice = OpportunityFactory(source="find_a_tender", ocid="ocds-1")
    with pytest.raises(NotPossible, match="came from a notice"):
        express(notice, organisation, owner)
    Opportunity.objects.filter(pk=notice.pk).update(claimed_by=body)
    assert express(notice, organisation, owner)
    assert told("interest_expressed") == {commissioner}
    BodyMembership.objects.all().delete()
    BodyMembershipFactory(body=notice.body)
    assert express(notice, organisation, owner, kind="alone")


@pytest.mark.parametrize("change", [{"closed_at": timezone.now()}, {"admitted_at": None}])
def test_organisation_that_takes_no_part_cannot_be_interested(opportunity, organisation, owner, change, sign_in):
    Organisation.objects.filter(pk=organisation.pk).update(**change)
    with pytest.raises(NotPossible):
        express(opportunity, organisation, owner)
    assert send(sign_in(owner), opportunity, organisation).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_two_who_speak_at_once_leave_one_interest(opportunity, organisation, owner, editor):
    start = threading.Barrier(2)

    def speak(person, kind):
        start.wait()
        express(opportunity, organisation, person, kind=kind)
        connection.close()

    threads = [threading.Thread(target=speak, args=each) for each in ((owner, "alone"), (editor, "looking"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Interest.objects.count() == 1
    assert sorted(AuditEvent.objects.filter(target_kind="commissioners.interest").values_list("action", flat=True)) == [
        "interest_changed",
        "interest_expressed",
    ]


def test_answers_are_checked_before_they_are_sent(opportunity, organisation, owner, body, sign_in):
    opportunity.interest_shown_to = "listed"
    opportunity.save()
    second = Lot.objects.create(opportunity=opportunity, number="2", title="Mentoring")
    client, address = sign_in(owner), reverse("interest_express", args=[opportunity.pk, organisation.pk])
    answers = {
        "kind": "either",
        "message": "For you <b>alone</b>",
        "listed": "yes",
        "listed_note": "We look for a lead",
        "lots": second.pk,
        "shown_to": "listed",
    }
    page = client.post(address, answers).content.decode()
    assert "Check your answers" in page
    assert f"for the people of {body.name}" in page
    assert "shown to the organisations that are on it themselves" in page
    assert "For you &lt;b&gt;alone&lt;/b&gt;" in page
    assert not Interest.objects.exists()
    again = client.post(address, answers | {"then": "change"}).content.decode()
    assert "We look for a lead" in again
    assert "There is a problem" not in again
    client.post(address, answers | {"then": "send"})
    interest = Interest.objects.get()
    assert (interest.kind, interest.listed, interest.listed_note) == ("either", True, "We look for a lead")
    assert list(interest.lots.all()) == [second]


def test_unanswered_questions_are_named(opportunity, organisation, owner, sign_in):
    opportunity.interest_shown_to = "listed"
    opportunity.save()
    client, address = sign_in(owner), reverse("interest_express", args=[opportunity.pk, organisation.pk])
    page = client.post(address, {"message": "kept", "listed_note": "x" * 501}).content.decode()
    for words in (
        "Select how you are interested",
        "Select whether you want to be on the interest list",
        "use 500 characters or fewer",
        "kept",
    ):
        assert words in page
    other = OpportunityFactory().lots.get()
    Lot.objects.create(opportunity=opportunity, number="2")
    assert "choose from the list" in client.post(address, {"kind": "alone", "lots": other.pk}).content.decode()


def test_list_that_is_shown_to_nobody_is_joined_by_nobody(opportunity, organisation, owner, sign_in):
    send(sign_in(owner), opportunity, organisation, listed="yes", listed_note="Hello")
    assert not Interest.objects.get().listed


def test_person_of_several_organisations_chooses_for_which(opportunity, organisation, owner, sign_in):
    second = MembershipFactory(user=owner, role="editor").organisation
    page = sign_in(owner).get(reverse("interest", args=[opportunity.pk])).content.decode()
    for one in (organisation, second):
        assert reverse("interest_express", args=[opportunity.pk, one.pk]) in page
    send(sign_in(owner), opportunity, second)
    assert Interest.objects.get().organisation == second


def test_wider_list_takes_everybody_off_and_asks_again(
    opportunity, organisation, owner, editor, other_organisation, commissioner
):
    open_list(opportunity, "listed", commissioner)
    express(opportunity, organisation, owner, shown_to="listed", listed=True, listed_note="We look for a lead")
    other = MembershipFactory(organisation=other_organisation, role="viewer").user
    closed = InterestFactory(
        opportunity=opportunity, listed=True, organisation=OrganisationFactory(closed_at=timezone.now())
    )
    open_list(opportunity, "signed_in", commissioner)
    assert listed(opportunity, user=other, at=timezone.now()) == []
    closed.refresh_from_db()
    assert not closed.listed  # it may be reopened
    assert told("interest_list_opened") == {owner, editor}
    assert "interest_taken_off_list" in AuditEvent.objects.values_list("action", flat=True)
    express(opportunity, organisation, owner, shown_to="signed_in", listed=True)
    assert len(listed(opportunity, user=other, at=timezone.now())) == 1


def test_narrower_list_takes_nobody_off(opportunity, organisation, owner, stranger, commissioner):
    open_list(opportunity, "signed_in", commissioner)
    express(opportunity, organisation, owner, shown_to="signed_in", listed=True)
    open_list(opportunity, "listed", commissioner)
    assert listed(opportunity, user=stranger, at=timezone.now()) is None
    assert len(listed(opportunity, user=owner, at=timezone.now())) == 1
    assert not told("interest_list_opened") & {owner}


def test_answer_to_a_narrower_page_does_not_put_one_on_a_wider_list(
    opportunity, organisation, owner, commissioner, sign_in
):
    open_list(opportunity, "listed", commissioner)
    open_list(opportunity, "signed_in", commissioner)
    with pytest.raises(interests.ShownToMore):
        express(opportunity, organisation, owner, shown_to="listed", listed=True)
    page = send(sign_in(owner), opportunity, organisation, listed="yes", shown_to="listed").content.decode()
    assert "The buyer now shows the interest list to everyone who is signed in" in page
    assert 'name="shown_to" value="signed_in"' in page
    assert not Interest.objects.exists()
    for nonsense in ("", "everybody"):
        assert send(sign_in(owner), opportunity, organisation, listed="yes", shown_to=nonsense).status_code == 200
    assert not Interest.objects.exists()


def test_list_ends_for_others_with_the_deadline(opportunity, organisation, owner, commissioner, sign_in):
    open_list(opportunity, "signed_in", commissioner)
    express(opportunity, organisation, owner, shown_to="signed_in", listed=True)
    address = reverse("interest_list", args=[opportunity.pk])
    assert sign_in(owner).get(address).status_code == 200
    Opportunity.objects.filter(pk=opportunity.pk).update(state="closed")
    assert sign_in(owner).get(address).status_code == 404
    page = sign_in(commissioner).get(reverse("interests_received", args=[opportunity.pk])).content.decode()
    assert organisation.name in page


def test_merged_organisation_is_listed_as_the_one_that_took_it_over(
    opportunity, organisation, other_organisation, owner, other_owner, commissioner, staff
):
    open_list(opportunity, "signed_in", commissioner)
    express(opportunity, organisation, owner, shown_to="signed_in", listed=True)
    merging.merge(organisation=organisation, into=other_organisation, by=staff, at=timezone.now())
    assert [one.organisation for one in everyone(opportunity)] == [other_organisation]
    express(opportunity, other_organisation, other_owner, kind="alone")
    (one,) = everyone(opportunity)
    assert one.interest.kind == "alone"  # its own word counts
    interests.withdraw(opportunity=opportunity, organisation=other_organisation, by=other_owner, at=timezone.now())
    assert everyone(opportunity) == []


def test_closed_organisation_vanishes(opportunity, organisation, owner, commissioner):
    open_list(opportunity, "signed_in", commissioner)
    express(opportunity, organisation, owner, shown_to="signed_in", listed=True)
    Organisation.objects.filter(pk=organisation.pk).update(closed_at=timezone.now())
    assert everyone(opportunity) == []


def test_buyer_reads_two_groups_and_a_spreadsheet_without_formulas(opportunity, commissioner, body_viewer, sign_in):
    bold = OrganisationFactory(name="=HYPERLINK(1)")
    InterestFactory(opportunity=opportunity, organisation=bold, message="+44 <script>")
    InterestFactory(opportunity=opportunity, kind="alone", organisation__name="Aire Care")
    page = sign_in(body_viewer).get(reverse("interests_received", args=[opportunity.pk])).content.decode()
    assert page.index("Looking for partners</h2>") < page.index("Interested on their own</h2>")
    assert "+44 &lt;script&gt;" in page
    text = sign_in(commissioner).get(reverse("interests_csv", args=[opportunity.pk])).content.decode()
    assert "'=HYPERLINK(1)" in text
    assert "'+44 <script>" in text


def test_pages_take_as_many_queries_for_many_as_for_one(opportunity, organisation, owner, commissioner, sign_in):
    open_list(opportunity, "signed_in", commissioner)
    pages = {
        "interests_received": (commissioner, [opportunity.pk]),
        "interests_csv": (commissioner, [opportunity.pk]),
        "interest_list": (owner, [opportunity.pk]),
        "interest": (owner, [opportunity.pk]),
        "my_interests": (owner, []),
        "opportunity_detail": (owner, [opportunity.pk]),
    }

    def queries():
        counts = {}
        for name, (person, args) in pages.items():
            client = sign_in(person)
            client.get(reverse(name, args=args))
            with CaptureQueriesContext(
                connection,
            ) as found:
                assert client.get(reverse(name, args=args)).status_code == 200
            counts[name] = len(found)
        return counts

    survivor = OrganisationFactory()

    def grow():
        Lot.objects.create(opportunity=opportunity, number=str(Lot.objects.count() + 5))
        for _ in range(3):
            merged = OrganisationFactory(closed_at=timezone.now(), merged_into=survivor)
            for one in (OrganisationFactory(), merged):
                interest = InterestFactory(opportunity=opportunity, organisation=one, listed=True)
                interest.lots.set(opportunity.lots.all())
            InterestFactory(organisation=organisation)
            mine = MembershipFactory(user=owner).organisation
            InterestFactory(opportunity=opportunity, organisation=mine)
            InterestFactory(
                opportunity=opportunity,
                organisation=OrganisationFactory(closed_at=timezone.now(), merged_into=organisation),
            )

    grow()
    before = queries()
    grow()
    assert queries() == before


def test_own_interests_stand_in_one_list_with_dates(organisation, viewer, other_organisation, owner, sign_in):
    mine = InterestFactory(organisation=organisation, opportunity__title="Our clubs")
    InterestFactory(organisation=organisation, opportunity__title="Given up", withdrawn_at=timezone.now())
    InterestFactory(organisation=other_organisation, opportunity__title="Not ours")
    page = sign_in(viewer).get(reverse("my_interests")).content.decode()
    assert "Our clubs" in page
    assert "Tenders by" in page
    assert "Given up" not in page
    assert "Not ours" not in page
    empty = sign_in(MembershipFactory().user).get(reverse("my_interests")).content.decode()
    assert "Nothing yet" in empty
    assert reverse("interest", args=[mine.opportunity_id]) in page


def test_viewer_sees_and_does_not_speak(opportunity, organisation, owner, viewer, sign_in):
    express(opportunity, organisation, owner)
    page = sign_in(viewer).get(reverse("interest", args=[opportunity.pk])).content.decode()
    assert "We run clubs in the north" in page
    assert "Its owners and editors can express interest" in page
    assert send(sign_in(viewer), opportunity, organisation).status_code == 403


def test_home_shows_what_comes_next(organisation, viewer, sign_in):
    InterestFactory(organisation=organisation, opportunity__title="Our clubs")
    EventSignUpFactory(person=viewer, organisation=organisation, event__title="Our briefing")
    page = sign_in(viewer).get(reverse("home")).content.decode()
    for words in ("What you are interested in", "Our clubs", "Tenders by", "Events that you come to", "Our briefing"):
        assert words in page
