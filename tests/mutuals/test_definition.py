"""Promises about the three-part definition: who answers, who decides, who is told, and that nobody decides twice."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mutuals import actions
from mutuals.models import Organisation, ThreePartDefinition
from partnerships_portal.accounts.models import AuditEvent, ProgrammeRole
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.changes.models import Change
from partnerships_portal.notifications.models import Notification
from tests.factories import DefinitionFactory, ServiceClaimFactory, UserFactory

pytestmark = pytest.mark.django_db

ANSWERS = {
    "left_public_sector": "True",
    "left_public_sector_evidence": "Left the council in 2014",
    "delivers_public_services": "True",
    "delivers_public_services_evidence": "Runs libraries",
    "staff_control": "True",
    "staff_control_evidence": "Staff elect the board",
}
Status = ThreePartDefinition.Status


@pytest.fixture
def address(organisation):
    return reverse("organisation_definition", args=[organisation.pk])


@pytest.fixture
def waiting(organisation):
    return DefinitionFactory(organisation=organisation, status=Status.SUBMITTED)


@pytest.fixture
def analyst(db):
    return UserFactory(programme_role=ProgrammeRole.ANALYST)


def test_answers_are_checked_before_they_are_sent(sign_in, owner, organisation, address):
    browser = sign_in(owner)
    response = browser.post(address, ANSWERS | {"then": "check"}, follow=True)
    assert "Check your answers" in response.content.decode()
    assert organisation.definition.status == Status.DRAFT
    browser.post(address, {"then": "send"})
    assert ThreePartDefinition.objects.get().status == Status.SUBMITTED
    assert [event.action for event in AuditEvent.objects.order_by("pk")] == [
        "definition_answered",
        "definition_submitted",
    ]


def test_half_an_answer_can_be_kept_for_later_but_not_sent(sign_in, owner, organisation, address):
    browser = sign_in(owner)
    browser.post(address, {"left_public_sector": "True", "then": "later"})
    assert organisation.definition.left_public_sector is True
    response = browser.post(address, {"left_public_sector": "True", "then": "check"})
    assert "Say what shows that it left" in response.content.decode()
    browser.post(address, {"then": "send"})
    assert ThreePartDefinition.objects.get().status == Status.DRAFT


def test_answers_cannot_be_changed_while_staff_decide(sign_in, owner, waiting, address):
    sign_in(owner).post(address, ANSWERS | {"staff_control_evidence": "Something else", "then": "check"})
    waiting.refresh_from_db()
    assert waiting.staff_control_evidence == "Staff elect half of the board"


def test_sending_twice_sends_once(owner, organisation):
    definition = DefinitionFactory(organisation=organisation)
    actions.submit_definition(definition=definition, by=owner, at=timezone.now())
    with pytest.raises(NotPossible):
        actions.submit_definition(definition=definition, by=owner, at=timezone.now())


def test_verified_organisation_is_a_mutual_and_its_owners_are_told_once(sign_in, staff, owner, editor, waiting):
    sign_in(staff).post(reverse("verification_decide", args=[waiting.pk]), {"decision": "verify"})
    organisation = Organisation.objects.get(pk=waiting.organisation_id)
    assert organisation.is_mutual and organisation.verified_by == staff
    assert organisation.directory_entry.is_mutual
    message = Notification.objects.get()
    assert (message.person, message.event) == (owner, "definition_verified")
    assert Change.objects.get().object_id == organisation.pk


def test_returned_answers_come_with_reasons_and_can_be_sent_again(sign_in, staff, owner, waiting, address):
    decide = reverse("verification_decide", args=[waiting.pk])
    assert "Give the reasons" in sign_in(staff).post(decide, {"decision": "return"}).content.decode()
    sign_in(staff).post(decide, {"decision": "return", "reasons": "Show how staff elect the board"})
    waiting.refresh_from_db()
    assert waiting.status == Status.RETURNED
    assert "Show how staff elect the board" in sign_in(owner).get(address).content.decode()
    sign_in(owner).post(address, {"then": "send"})
    waiting.refresh_from_db()
    assert (waiting.status, waiting.decided_at, waiting.reasons) == (Status.SUBMITTED, None, "")


def test_two_who_decide_at_once_do_not_both_win(sign_in, staff, waiting):
    stale = ThreePartDefinition.objects.get(pk=waiting.pk)
    actions.return_definition(definition=waiting, reasons="No evidence", by=staff, at=timezone.now())
    with pytest.raises(NotPossible):
        actions.verify_definition(definition=stale, by=staff, at=timezone.now())
    assert not Organisation.objects.get().is_mutual
    page = sign_in(staff).post(reverse("verification_decide", args=[waiting.pk]), {"decision": "verify"}, follow=True)
    assert "can no longer be done" in page.content.decode()


def test_analyst_reads_and_does_not_decide(sign_in, analyst, waiting):
    decide = reverse("verification_decide", args=[waiting.pk])
    page = sign_in(analyst).get(decide)
    assert page.status_code == 200 and "Your decision" not in page.content.decode()
    assert sign_in(analyst).post(decide, {"decision": "verify"}).status_code == 403
    claim = ServiceClaimFactory()
    assert sign_in(analyst).post(reverse("service_claim_verify", args=[claim.pk])).status_code == 403


def test_triage_officer_decides(sign_in, waiting):
    officer = UserFactory(programme_role=ProgrammeRole.TRIAGE_OFFICER)
    sign_in(officer).post(reverse("verification_decide", args=[waiting.pk]), {"decision": "verify"})
    assert Organisation.objects.get().verified_by == officer


def test_draft_is_not_yet_for_staff(sign_in, staff, organisation):
    draft = DefinitionFactory(organisation=organisation)
    assert sign_in(staff).get(reverse("verification_decide", args=[draft.pk])).status_code == 404
    assert draft.organisation.name not in sign_in(staff).get(reverse("verification_queue")).content.decode()


def test_queue_shows_the_longest_waiting_first_in_pages_at_a_constant_cost(sign_in, staff, waiting):
    def visit(**query):
        browser = sign_in(staff)
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(reverse("verification_queue"), query).context["page"]
        return page, len(queries)

    _, few = visit()
    for number in range(26):
        DefinitionFactory(status=Status.SUBMITTED, submitted_at=f"2026-01-{number + 1:02}T00:00Z")
    first, many = visit()
    assert many == few
    assert [d.submitted_at.day for d in first.object_list[:3]] == [1, 2, 3]
    assert list(visit(page=2)[0].object_list)[-1] == waiting


def test_service_is_verified_by_staff_once(sign_in, staff, organisation):
    claim = ServiceClaimFactory(organisation=organisation)
    for _ in range(2):
        sign_in(staff).post(reverse("service_claim_verify", args=[claim.pk]))
    claim.refresh_from_db()
    assert claim.evidenced and claim.verified_by == staff
    assert AuditEvent.objects.count() == Change.objects.count() == 1
    assert "Verified" in sign_in(None).get(organisation.get_absolute_url()).content.decode()


def test_answers_are_for_own_people_and_staff_only(sign_in, viewer, other_owner, commissioner, waiting, address):
    assert sign_in(viewer).get(address).status_code == 200
    for person in (other_owner, commissioner):
        assert sign_in(person).get(address).status_code == 404
    assert "Staff elect half" not in sign_in(other_owner).get(waiting.organisation.get_absolute_url()).content.decode()


def test_profile_says_once_that_a_mutual_is_verified(sign_in, staff, owner, waiting):
    sign_in(staff).post(reverse("verification_decide", args=[waiting.pk]), {"decision": "verify"})
    address = waiting.organisation.get_absolute_url()
    for person in (owner, staff, None):
        head = sign_in(person).get(address).content.decode().partition("<article")[2].partition("</header>")[0]
        assert head.lower().count("three-part definition") == 1 and head.lower().count("verified") == 1
