"""Promises about the end of an organisation: who decides, what stays readable, and that nothing is lost in a merger."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from mutuals import search
from mutuals.actions import closing
from mutuals.actions.merging import merge
from mutuals.models import ClaimEvidence, JoinRequest, Membership, MembershipInvitation, Organisation, Reading
from mutuals.visibility import Visibility
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.changes.models import Change
from partnerships_portal.documents.models import StoredFile
from partnerships_portal.notifications.models import Notification
from tests.factories import (
    InvitationFactory,
    JoinRequestFactory,
    LocalAuthorityFactory,
    MembershipFactory,
    OrganisationFactory,
    ServiceAreaFactory,
    ServiceClaimFactory,
)

pytestmark = pytest.mark.django_db
Role = Membership.Role


def text(answer) -> str:
    return answer.content.decode()


def close(organisation, staff, reason="It has stopped working"):
    closing.close(organisation=organisation, reason=reason, by=staff, at=timezone.now())


def test_owner_asks_and_managers_are_told_and_nothing_ends_yet(sign_in, owner, staff, triage, organisation):
    address = reverse("organisation_close_ask", args=[organisation.pk])
    assert "Say why" in text(sign_in(owner).post(address, {"reason": " "}))
    for _ in range(2):
        sign_in(owner).post(address, {"reason": "We merge next year"})
    message = Notification.objects.get()
    assert message.person == staff and "We merge next year" in message.body
    assert message.url == reverse("organisation_close", args=[organisation.pk])
    organisation.refresh_from_db()
    assert organisation.is_active


def test_closed_organisation_leaves_the_directory_and_stays_for_its_own_people(
    sign_in, owner, staff, stranger, organisation
):
    search.refresh([organisation.pk])
    sign_in(staff).post(reverse("organisation_close", args=[organisation.pk]), {"reason": "It has stopped working"})
    closed = Organisation.objects.get(pk=organisation.pk)
    assert (closed.closed_by, closed.closing_reason) == (staff, "It has stopped working")
    assert organisation.name not in text(sign_in(None).get(reverse("organisation_list")))
    assert Change.objects.filter(kind="organisation", object_id=organisation.pk).exists()
    for person in (None, stranger):
        assert sign_in(person).get(organisation.get_absolute_url()).status_code == 404
    for person in (owner, staff):
        page = text(sign_in(person).get(organisation.get_absolute_url()))
        assert "Closed on" in page and "It has stopped working" in page
    told = Notification.objects.get(person=owner)
    assert told.event == "organisation_closed" and "It has stopped working" in told.body
    assert AuditEvent.objects.get(action="organisation_closed").actor == staff


def test_nobody_waits_at_the_door_of_what_is_closed(owner, staff, stranger, organisation):
    InvitationFactory(organisation=organisation, sent_by=owner)
    JoinRequestFactory(organisation=organisation, person=stranger)
    close(organisation, staff)
    assert MembershipInvitation.objects.get().state == MembershipInvitation.State.WITHDRAWN
    assert JoinRequest.objects.get().state == JoinRequest.State.DECLINED
    assert "closed" in Notification.objects.get(person=stranger).subject


def test_owners_of_what_is_closed_can_leave_and_cannot_invite(sign_in, owner, staff, organisation):
    close(organisation, staff)
    assert sign_in(owner).get(reverse("invitation_create", args=[organisation.pk])).status_code == 403
    sign_in(owner).post(reverse("organisation_leave", args=[organisation.pk]))
    assert not organisation.memberships.exists()


def test_closing_twice_closes_once(sign_in, staff, owner, organisation):
    close(organisation, staff)
    with pytest.raises(NotPossible, match="closed already"):
        close(organisation, staff, reason="Another reason")
    sign_in(staff).post(reverse("organisation_close", args=[organisation.pk]), {"reason": "Again"})
    assert Organisation.objects.get().closing_reason == "It has stopped working"
    assert AuditEvent.objects.filter(action="organisation_closed").count() == 1


def test_manager_opens_it_again(sign_in, staff, owner, organisation):
    close(organisation, staff)
    sign_in(staff).post(reverse("organisation_reopen", args=[organisation.pk]))
    organisation.refresh_from_db()
    assert organisation.is_active and organisation.closing_reason == ""
    assert organisation.name in text(sign_in(None).get(reverse("organisation_list")))
    assert Notification.objects.filter(person=owner, event="organisation_reopened").exists()


def test_manager_of_the_organisation_itself_does_not_close_it(sign_in, staff, organisation):
    MembershipFactory(organisation=organisation, user=staff, role=Role.VIEWER)
    assert (
        sign_in(staff).post(reverse("organisation_close", args=[organisation.pk]), {"reason": "x"}).status_code == 403
    )


@pytest.fixture
def survivor(other_organisation):
    return other_organisation


def join(organisation, survivor, staff):
    merge(organisation=organisation, into=survivor, by=staff, at=timezone.now())


def test_manager_chooses_looks_at_both_and_merges(sign_in, staff, owner, organisation, survivor):
    Organisation.objects.filter(pk=organisation.pk).update(company_number="01234567")
    Organisation.objects.filter(pk=survivor.pk).update(company_number="07654321")
    browser, address = sign_in(staff), reverse("organisation_merge", args=[organisation.pk])
    assert survivor.name in text(browser.get(address, {"q": "saltwick"}))
    page = text(browser.get(address, {"into": survivor.pk}))
    assert "01234567" in page and "07654321" in page and "Not the same" in page and owner.name in page
    assert Organisation.objects.filter(merged_into=None).count() == 2, "looking changes nothing"
    answer = browser.post(address, {"into": survivor.pk})
    assert answer.url == survivor.get_absolute_url()
    organisation.refresh_from_db()
    assert organisation.merged_into == survivor and not organisation.is_active


def test_same_number_or_name_is_offered_first(sign_in, staff, organisation):
    twin = OrganisationFactory(name=organisation.name.upper())
    assert sign_in(staff).get(reverse("organisation_merge", args=[organisation.pk])).context["found"][0].pk == twin.pk


def test_people_join_the_survivor_with_their_higher_role(staff, owner, viewer, other_owner, organisation, survivor):
    MembershipFactory(organisation=survivor, user=owner, role=Role.VIEWER)
    MembershipFactory(organisation=organisation, user=other_owner, role=Role.VIEWER)
    join(organisation, survivor, staff)
    held = dict(survivor.memberships.values_list("user", "role"))
    assert held == {owner.pk: "owner", viewer.pk: "viewer", other_owner.pk: "owner"}
    assert organisation.memberships.count() == 3, "nothing is deleted"
    assert set(Notification.objects.filter(event="organisation_merged").values_list("person", flat=True)) == set(held)


def test_services_places_and_files_are_those_of_both(staff, organisation, survivor):
    only_old, both, shown_by_old = (ServiceAreaFactory() for _ in range(3))
    here, there = LocalAuthorityFactory(), LocalAuthorityFactory()
    ServiceClaimFactory(
        organisation=organisation, service_area=only_old, contract="Nursing, 2024", contract_buyer="Council"
    )
    of_old = ServiceClaimFactory(organisation=organisation, service_area=both, contract="Not this one")
    of_new = ServiceClaimFactory(organisation=survivor, service_area=both, contract="Kept")
    ServiceClaimFactory(organisation=organisation, service_area=shown_by_old, contract="Shows it")
    ServiceClaimFactory(organisation=survivor, service_area=shown_by_old)
    evidence = ClaimEvidence.objects.create(claim=of_old, stored=a_file(staff))
    organisation.places.set([here, there])
    survivor.places.set([there])
    join(organisation, survivor, staff)
    claims = {claim.service_area: claim.contract for claim in survivor.service_claims.all()}
    assert claims == {only_old: "Nursing, 2024", both: "Kept", shown_by_old: "Shows it"}
    assert set(survivor.places.all()) == {here, there}
    evidence.refresh_from_db()
    assert evidence.claim == of_new
    assert organisation.service_claims.count() == 3


def a_file(person) -> StoredFile:
    return StoredFile.objects.create(
        file=ContentFile(b"%PDF", name="contract.pdf"),
        name="contract.pdf",
        content_type="application/pdf",
        size=4,
        sha256="0" * 64,
        uploaded_by=person,
        uploaded_at=timezone.now(),
    )


def test_what_either_kept_close_is_not_shown_wider(staff, organisation, survivor):
    Organisation.objects.filter(pk=organisation.pk).update(visibility_services=Visibility.PARTNERS)
    Organisation.objects.filter(pk=survivor.pk).update(visibility_places=Visibility.SIGNED_IN)
    join(Organisation.objects.get(pk=organisation.pk), Organisation.objects.get(pk=survivor.pk), staff)
    survivor.refresh_from_db()
    assert (survivor.visibility_services, survivor.visibility_places) == (Visibility.PARTNERS, Visibility.SIGNED_IN)


def test_old_address_leads_to_the_survivor_through_every_merger(sign_in, staff, owner, organisation, survivor):
    last = OrganisationFactory(name="Last of All")
    join(organisation, survivor, staff)
    survivor.refresh_from_db()
    join(survivor, last, staff)
    for person in (None, owner, staff):
        assert sign_in(person).get(organisation.get_absolute_url()).url == last.get_absolute_url()
    page = text(sign_in(staff).get(organisation.get_absolute_url(), {"as-it-was": "yes"}))
    assert "Closed on" in page and "Merged into" in page
    assert sign_in(None).get(organisation.get_absolute_url(), {"as-it-was": "yes"}).url == last.get_absolute_url()


def test_address_leads_nowhere_for_who_may_not_see_the_survivor(sign_in, staff, organisation):
    hidden = OrganisationFactory(admitted_at=None)
    join(organisation, hidden, staff)
    assert sign_in(None).get(organisation.get_absolute_url()).status_code == 404


def test_survivor_says_what_was_merged_into_it_to_its_own_people(sign_in, staff, owner, organisation, survivor):
    join(organisation, survivor, staff)
    assert "Merged from" in text(sign_in(owner).get(survivor.get_absolute_url()))
    assert "Merged from" not in text(sign_in(None).get(survivor.get_absolute_url()))
    assert AuditEvent.objects.get(action="organisation_merged_from").details == {"merged": organisation.pk}
    assert AuditEvent.objects.get(action="organisation_merged_into").target_id == organisation.pk


@pytest.mark.parametrize("wrong", ["itself", "closed", "merged", "gone already"])
def test_merging_what_cannot_be_merged_is_refused(sign_in, staff, organisation, survivor, wrong):
    if wrong in ("closed", "merged"):
        close(survivor, staff)
    if wrong == "merged":
        Organisation.objects.filter(pk=survivor.pk).update(merged_into=OrganisationFactory())
    if wrong == "gone already":
        close(organisation, staff)
    into = organisation if wrong == "itself" else survivor
    with pytest.raises(NotPossible):
        join(organisation, into, staff)
    sign_in(staff).post(reverse("organisation_merge", args=[organisation.pk]), {"into": into.pk})
    organisation.refresh_from_db()
    assert organisation.merged_into is None


@pytest.mark.parametrize("key", ["", "x", "0", "9" * 30, "١"])
def test_survivor_that_is_not_there_is_asked_for_again(sign_in, staff, organisation, key):
    answer = sign_in(staff).post(reverse("organisation_merge", args=[organisation.pk]), {"into": key}, follow=True)
    assert "Choose the organisation that stays" in text(answer)


def test_reopened_one_stands_for_itself_again(sign_in, staff, organisation, survivor):
    join(organisation, survivor, staff)
    page = text(sign_in(staff).get(reverse("organisation_reopen", args=[organisation.pk])))
    assert "will stay there" in page
    sign_in(staff).post(reverse("organisation_reopen", args=[organisation.pk]))
    organisation.refresh_from_db()
    assert organisation.is_active and organisation.merged_into is None
    assert sign_in(None).get(organisation.get_absolute_url()).status_code == 200


def test_manager_who_looks_at_what_is_kept_closer_is_noted(sign_in, staff, organisation, survivor):
    closer = {"visibility_about": Visibility.PROGRAMME, "company_number": "01234567"}
    Organisation.objects.filter(pk=survivor.pk).update(**closer)
    browser, address = sign_in(staff), reverse("organisation_merge", args=[organisation.pk])
    assert "01234567" not in text(browser.get(address, {"q": "saltwick"})), "a list shows no more than others see"
    assert "01234567" in text(browser.get(address, {"into": survivor.pk}))
    noted = Reading.objects.get()
    assert (noted.reader, noted.organisation, noted.sections, noted.purpose) == (staff, survivor, ["about"], "merger")


def test_manager_cannot_merge_into_an_organisation_of_their_own(sign_in, staff, organisation, survivor):
    MembershipFactory(organisation=survivor, user=staff, role=Role.VIEWER)
    sign_in(staff).post(reverse("organisation_merge", args=[organisation.pk]), {"into": survivor.pk})
    organisation.refresh_from_db()
    assert organisation.merged_into is None
