"""Promises about admission, verification and checking again: who decides on what, and what everybody is told."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mutuals import actions, tasks
from mutuals.actions.definitions import ANSWERS
from mutuals.models import Organisation, Reading, ThreePartDefinition, VerificationDecision
from mutuals.visibility import Visibility
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.changes.models import Change
from partnerships_portal.notifications.models import Notification
from tests.factories import DefinitionFactory, MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

AT = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
QUEUE = "verification_queue"
Status = ThreePartDefinition.Status


@pytest.fixture
def newcomer(organisation, owner):
    """The owner's organisation, which waits to be admitted."""
    Organisation.objects.filter(pk=organisation.pk).update(
        kind="charity", admitted_at=None, admission_asked_at=AT, charity_number="1123456"
    )
    organisation.refresh_from_db()
    return organisation


@pytest.fixture
def mutual(organisation, owner, staff):
    """The owner's organisation, verified at AT."""
    definition = DefinitionFactory(organisation=organisation, status=Status.SUBMITTED)
    actions.verify_definition(definition=definition, by=staff, at=AT)
    Notification.objects.all().delete()
    organisation.refresh_from_db()
    return organisation


def told(event) -> list:
    return [row.person for row in Notification.objects.filter(event=event).select_related("person")]


def queue(browser, which) -> str:
    return browser.get(reverse(QUEUE), {"list": which}).content.decode()


def change(organisation, by, at=AT + DAY, **values):
    actions.save_section(organisation=organisation, section="about", values=values, by=by, at=at)


# admission


def test_staff_read_what_is_kept_closer_while_it_waits_for_them_and_say_why_before_and_after(
    sign_in, staff, analyst, newcomer
):
    Organisation.objects.filter(pk=newcomer.pk).update(visibility_about=Visibility.PROGRAMME)
    page = reverse("admission_decide", args=[newcomer.pk])
    assert "1123456" in sign_in(staff).get(page).content.decode()
    assert sign_in(analyst).get(page).status_code == 403, "analysts decide nothing, and never read it"
    actions.admit(organisation=newcomer, by=staff, at=AT)
    purpose = reverse("purpose_declare", args=[newcomer.pk])
    assert sign_in(staff).get(page).url.startswith(purpose)
    assert sign_in(staff).post(page, {"decision": "admit"}).url.startswith(purpose)
    actions.declare_purpose(organisation=newcomer, purpose="complaint", note="", by=staff, at=timezone.now())
    assert "1123456" in sign_in(staff).get(page).content.decode()


def test_answers_of_a_mutual_that_keeps_itself_closer_are_read_again_by_those_who_say_why(
    sign_in, staff, analyst, mutual
):
    Organisation.objects.filter(pk=mutual.pk).update(visibility_about=Visibility.PARTNERS)
    page = reverse("verification_decide", args=[mutual.definition.pk])
    assert sign_in(staff).get(page).url.startswith(reverse("purpose_declare", args=[mutual.pk]))
    assert sign_in(analyst).get(page).status_code == 403
    ThreePartDefinition.objects.update(recheck_since=AT, recheck_fields=["name"])
    assert sign_in(staff).get(page).status_code == 200


def test_admitted_organisation_takes_part_and_its_owners_are_told(sign_in, staff, owner, newcomer):
    page = sign_in(staff).get(reverse("admission_decide", args=[newcomer.pk])).content.decode()
    assert "1123456" in page and "register-of-charities" in page
    sign_in(staff).post(reverse("admission_decide", args=[newcomer.pk]), {"decision": "admit"})
    newcomer.refresh_from_db()
    assert newcomer.is_active and newcomer.admitted_by == staff and newcomer.directory_entry
    assert told("organisation_admitted") == [owner]
    decision = VerificationDecision.objects.get()
    assert (decision.about, decision.outcome, decision.answers["charity_number"]) == ("admission", "agreed", "1123456")
    assert Change.objects.filter(object_id=newcomer.pk).exists()
    assert AuditEvent.objects.filter(action="admission_agreed", actor=staff).exists()


def test_returned_organisation_is_told_why_amends_and_asks_again(sign_in, staff, owner, newcomer):
    decide = reverse("admission_decide", args=[newcomer.pk])
    assert "Give the reasons" in sign_in(staff).post(decide, {"decision": "return"}).content.decode()
    sign_in(staff).post(decide, {"decision": "return", "reasons": "The number is another charity's"})
    assert told("admission_returned") == [owner]
    assert newcomer.name not in queue(sign_in(staff), "new")
    stands = reverse("organisation_admission", args=[newcomer.pk])
    assert "The number is another charity&#x27;s" in sign_in(owner).get(stands).content.decode()
    change(newcomer, owner, charity_number="7654321")
    for _ in range(2):
        sign_in(owner).post(stands)
    assert told("verification_work") == [staff]
    assert newcomer.name in queue(sign_in(staff), "new")
    page = sign_in(staff).get(decide).content.decode()
    assert "<del>1123456</del>" in page and "another charity&#x27;s" in page


def test_two_who_decide_on_an_admission_at_once_do_not_both_win(staff, newcomer):
    actions.admit(organisation=newcomer, by=staff, at=AT)
    with pytest.raises(NotPossible, match="somebody else was quicker"):
        actions.return_admission(organisation=newcomer, reasons="No", by=staff, at=AT)
    assert VerificationDecision.objects.count() == 1


def test_staff_who_belong_to_an_organisation_do_not_decide_on_it(sign_in, staff, newcomer):
    MembershipFactory(user=staff, organisation=newcomer, role="viewer")
    decide = reverse("admission_decide", args=[newcomer.pk])
    assert "a colleague decides" in sign_in(staff).get(decide).content.decode()
    assert sign_in(staff).post(decide, {"decision": "admit"}).status_code == 403


def test_staff_see_possible_duplicates_that_wait_too(sign_in, staff, newcomer):
    OrganisationFactory(name=f"The {newcomer.name} CIC", admitted_at=None)
    page = sign_in(staff).get(reverse("admission_decide", args=[newcomer.pk])).content.decode()
    assert f"The {newcomer.name} CIC" in page and "waiting to be admitted, too" in page


def test_verifying_a_new_mutual_admits_it(staff, newcomer):
    definition = DefinitionFactory(organisation=newcomer, status=Status.SUBMITTED)
    actions.verify_definition(definition=definition, by=staff, at=AT)
    newcomer.refresh_from_db()
    assert newcomer.is_mutual and newcomer.is_active and newcomer.admission_asked_at is None


def test_new_mutual_may_be_admitted_before_its_definition_is_decided(sign_in, staff, newcomer):
    DefinitionFactory(organisation=newcomer, status=Status.SUBMITTED)
    assert "with its answers" in queue(sign_in(staff), "new")
    sign_in(staff).post(reverse("admission_decide", args=[newcomer.pk]), {"decision": "admit"})
    newcomer.refresh_from_db()
    assert newcomer.is_active and not newcomer.is_mutual
    assert newcomer.name in queue(sign_in(staff), "definitions")


def test_returned_new_mutual_waits_again_once_it_sends_its_answers(staff, owner, newcomer):
    definition = DefinitionFactory(organisation=newcomer, status=Status.SUBMITTED)
    actions.return_definition(definition=definition, reasons="More, please", by=staff, at=AT)
    assert not Organisation.objects.waiting_for_admission().exists()
    actions.submit_definition(definition=definition, by=owner, at=AT + DAY)
    assert Organisation.objects.waiting_for_admission().get().admission_asked_at == AT + DAY


# the page on which staff decide


def test_evidence_stands_beside_the_definition_and_reading_it_is_noted(sign_in, staff, organisation):
    definition = DefinitionFactory(organisation=organisation, status=Status.SUBMITTED)
    page = sign_in(staff).get(reverse("verification_decide", args=[definition.pk])).content.decode()
    for words in ("It has left the public sector", "Left the county council in 2014", "All three parts must hold"):
        assert words in page
    reading = Reading.objects.get()
    assert (reading.reader, reading.organisation, reading.purpose) == (staff, organisation, "verification")
    assert "definition" in reading.sections


def test_decision_on_answers_that_changed_meanwhile_is_refused(sign_in, staff, owner, mutual):
    change(mutual, owner, parent_body="Another council")
    definition = mutual.definition
    definition.refresh_from_db()
    seen = actions.version_of_definition(definition)
    actions.submit_definition(definition=definition, by=owner, at=AT + 2 * DAY)
    page = sign_in(staff).post(
        reverse("verification_decide", args=[definition.pk]), {"decision": "verify", "seen": seen}, follow=True
    )
    assert "can no longer be done" in page.content.decode()


def test_second_of_two_returning_what_the_first_verified_is_told_so(staff, organisation):
    definition = DefinitionFactory(organisation=organisation, status=Status.SUBMITTED)
    seen = actions.version_of_definition(definition)
    actions.verify_definition(definition=definition, seen=seen, by=staff, at=AT)
    with pytest.raises(NotPossible, match="somebody else decided"):
        actions.return_definition(definition=definition, reasons="No", seen=seen, by=staff, at=AT)
    assert Organisation.objects.get(pk=organisation.pk).is_mutual


def test_verification_is_withdrawn_with_reasons(sign_in, staff, owner, mutual):
    decide = reverse("verification_decide", args=[mutual.definition.pk])
    page = sign_in(staff).get(decide)
    assert "Withdraw its verification" in page.content.decode()
    seen = page.context["form"].initial["seen"]
    sign_in(staff).post(decide, {"decision": "return", "seen": seen, "reasons": "The council bought it back"})
    mutual.refresh_from_db()
    assert not mutual.is_mutual and mutual.is_active and not mutual.directory_entry.is_mutual
    assert told("definition_returned") == [owner]
    stands = sign_in(owner).get(reverse("organisation_definition", args=[mutual.pk])).content.decode()
    assert "The council bought it back" in stands and "agreed" in stands  # all decisions, the first too


@pytest.mark.parametrize("which", ["new", "definitions", "again"])
def test_each_list_is_paged_longest_waiting_first_at_a_constant_cost(which, sign_in, staff):
    def one(days):
        since = timezone.now() - days * DAY
        if which == "new":
            return OrganisationFactory(admitted_at=None, admission_asked_at=since)
        if which == "definitions":
            return DefinitionFactory(status=Status.SUBMITTED, submitted_at=since).organisation
        organisation = OrganisationFactory(verified_at=AT, verified_by=staff)
        DefinitionFactory(
            organisation=organisation, status=Status.VERIFIED, recheck_since=since, recheck_fields=["name"]
        )
        return organisation

    def visit(**query):
        browser = sign_in(staff)
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(reverse(QUEUE), {"list": which} | query)
        return page.context["lines"], len(queries)

    latest = one(0)
    _, few = visit()
    for days in range(1, 27):
        longest = one(days)
    first, many = visit()
    assert many == few
    assert first[0].what == longest.name and first[0].waits.startswith("For 26 days")
    assert visit(page=2)[0][-1].what == latest.name


# checking again


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "Harrowmere Health"),
        ("legal_form", "cio"),
        ("parent_body", "Another council"),
        ("spun_out_on", dt.date(2011, 4, 1)),
        ("company_number", "01234567"),
        ("charity_number", "1123456"),
    ],
)
def test_change_of_what_it_rests_on_has_a_mutual_checked_again(field, value, sign_in, staff, owner, mutual):
    change(mutual, owner, **{field: value})
    definition = ThreePartDefinition.objects.get()
    assert (definition.recheck_since, definition.recheck_fields) == (AT + DAY, [field])
    assert told("recheck_begun") == [owner] and told("verification_work") == [staff]
    assert Organisation.objects.get().is_mutual, "the badge stays meanwhile"
    page = sign_in(staff).get(reverse("verification_decide", args=[definition.pk])).content.decode()
    assert "At the last decision" in page
    actions.verify_definition(definition=definition, by=staff, at=AT + 2 * DAY)
    definition.refresh_from_db()
    assert (definition.recheck_since, definition.recheck_fields) == (None, [])
    assert Organisation.objects.get().verified_at == AT + 2 * DAY


def test_change_of_anything_else_does_not(owner, mutual):
    change(mutual, owner, summary="New words")
    assert ThreePartDefinition.objects.get().recheck_since is None


def test_several_changes_are_one_recheck_and_tell_once(owner, mutual):
    change(mutual, owner, name="One")
    change(mutual, owner, parent_body="Two", at=AT + 2 * DAY)
    definition = ThreePartDefinition.objects.get()
    assert (definition.recheck_since, definition.recheck_fields) == (AT + DAY, ["name", "parent_body"])
    assert len(told("recheck_begun")) == 1


def test_changed_answer_has_it_checked_again_and_can_be_sent(sign_in, staff, owner, mutual):
    stands = reverse("organisation_definition", args=[mutual.pk])
    answers = {name: getattr(mutual.definition, name) for name in ANSWERS}
    answers |= {"staff_control_evidence": "Staff elect all of the board", "then": "check"}
    sign_in(owner).post(stands, answers)
    assert ThreePartDefinition.objects.get().recheck_fields == ["staff_control_evidence"]
    sign_in(owner).post(stands, {"then": "send"})
    definition = ThreePartDefinition.objects.get()
    assert definition.status == Status.SUBMITTED and Organisation.objects.get().is_mutual
    assert "have confirmed or updated" not in queue(sign_in(staff), "definitions")
    assert mutual.name in queue(sign_in(staff), "again")
    actions.return_definition(definition=definition, reasons="No longer", by=staff, at=AT + 3 * DAY)
    assert not Organisation.objects.get().is_mutual


def test_being_checked_again_is_for_own_people_and_staff_only(sign_in, staff, owner, other_owner, mutual):
    change(mutual, owner, name="Harrowmere Health")
    words = "being checked again"
    for person, sees in ((owner, True), (staff, True), (other_owner, False), (None, False)):
        assert (words in sign_in(person).get(mutual.get_absolute_url()).content.decode()) is sees


def test_another_kind_ends_the_badge_at_once_but_not_unwarned(sign_in, owner, mutual):
    address = reverse("organisation_edit", args=[mutual.pk, "about"])
    form = sign_in(owner).get(address).context["form"]
    assert "ends that at once" in form.fields["kind"].help_text
    typed = {"name": mutual.name, "kind": "charity", "seen": form.initial["seen"]}
    response = sign_in(owner).post(address, typed)
    assert "will no longer show as a Mutual" in response.content.decode()
    assert Organisation.objects.get().is_mutual
    typed |= {"ends_badge": response.context["form"]["ends_badge"].value()}
    assert sign_in(owner).post(address, typed).status_code == 302
    organisation = Organisation.objects.get()
    assert not organisation.is_mutual and organisation.is_active and not organisation.directory_entry.is_mutual
    assert organisation.definition.status == Status.DRAFT
    assert told("badge_ended") == [owner]
    assert VerificationDecision.objects.count() == 1, "what was decided is kept"


def test_owners_are_asked_after_some_years_and_reminded_twice(mutual, owner, settings):
    settings.VERIFICATION_YEARS = 3
    due = AT.replace(year=2029)
    assert actions.ask_for_confirmation(at=due - DAY) == 0
    for days in (0, 0, 1, 29, 30, 31, 60, 61, 89, 120):
        actions.ask_for_confirmation(at=due + days * DAY)
    assert len(told("confirmation_asked")) == 1
    reminders = Notification.objects.filter(event="confirmation_reminder").order_by("pk")
    assert [row.created_at - due for row in reminders] == [30 * DAY, 60 * DAY]
    assert ThreePartDefinition.objects.get().recheck_since == due


def test_unanswered_question_is_overdue_after_ninety_days(mutual, sign_in, staff):
    actions.ask_for_confirmation(at=timezone.now() + 5 * 365 * DAY)
    definition = ThreePartDefinition.objects.filter(organisation=mutual)
    definition.update(recheck_since=timezone.now() - 89 * DAY)
    page = queue(sign_in(staff), "again")
    assert mutual.name not in page and "1 Mutual, verified some years ago, has been asked" in page
    definition.update(recheck_since=timezone.now() - 90 * DAY)
    page = queue(sign_in(staff), "again")
    assert mutual.name in page and "Overdue" in page


def test_confirmed_answers_are_verified_for_some_more_years(sign_in, mutual, owner, staff):
    actions.ask_for_confirmation(at=AT.replace(year=2029))
    stands = reverse("organisation_definition", args=[mutual.pk])
    assert "verified some years ago" in sign_in(owner).get(stands).content.decode()
    sign_in(owner).post(stands, {"then": "send"})
    actions.verify_definition(definition=mutual.definition, by=staff, at=AT.replace(year=2030))
    assert actions.ask_for_confirmation(at=AT.replace(year=2032)) == 0
    assert actions.ask_for_confirmation(at=AT.replace(year=2033)) == 1


def test_what_is_verified_and_unchanged_is_not_sent_again(mutual, owner):
    with pytest.raises(NotPossible):
        actions.submit_definition(definition=mutual.definition, by=owner, at=AT + DAY)


def test_closed_mutual_is_not_asked(mutual):
    Organisation.objects.update(closed_at=AT)
    tasks.ask_for_confirmation()
    assert actions.ask_for_confirmation(at=AT.replace(year=2040)) == 0
