"""Promises that keep people from taking what is not theirs: names, signatures, sessions."""

import pytest
from django.urls import reverse
from django.utils import timezone

from commissioners.actions import lots
from commissioners.models import Award, AwardSupplier
from mutuals.actions import submit_definition
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.demo import people

from .factories import DefinitionFactory, MembershipFactory, OpportunityFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_award_names_the_winner_as_published_whoever_claims_its_number(sign_in):
    opportunity = OpportunityFactory(state="awarded")
    claimant = OrganisationFactory(name="Saltwick Claimant Limited", closed_at=timezone.now())
    award = Award.objects.create(body=opportunity.body, opportunity=opportunity, title=opportunity.title)
    AwardSupplier.objects.create(award=award, name="Harrowmere Care as published", organisation=claimant)
    page = sign_in(None).get(opportunity.get_absolute_url()).content.decode()
    assert "Harrowmere Care as published" in page
    assert "Saltwick Claimant Limited" not in page, "closed: no link and no name"


def test_staff_cannot_verify_their_own_organisation(staff, organisation, sign_in):
    MembershipFactory(user=staff, organisation=organisation, role="viewer")
    definition = DefinitionFactory(organisation=organisation, status="submitted")
    answer = sign_in(staff).post(reverse("verification_decide", args=[definition.pk]), {"decision": "verify"})
    assert answer.status_code == 403
    organisation.refresh_from_db()
    assert not organisation.is_mutual


def test_staff_do_not_read_answers_that_were_not_sent(staff, organisation, sign_in):
    DefinitionFactory(organisation=organisation, status="draft", staff_control_evidence="Still thinking about this")
    answer = sign_in(staff).get(reverse("organisation_definition", args=[organisation.pk]))
    assert answer.status_code == 404


def test_verified_answers_cannot_be_sent_again_over_their_signature(organisation, owner, staff):
    definition = DefinitionFactory(
        organisation=organisation, status="verified", decided_by=staff, decided_at=timezone.now()
    )
    with pytest.raises(NotPossible, match="nothing has changed"):
        submit_definition(definition=definition, by=owner, at=timezone.now())
    definition.refresh_from_db()
    assert (definition.status, definition.decided_by) == ("verified", staff)


def test_lot_that_somebody_else_removed_cannot_be_changed_or_removed_again(commissioner):
    body = commissioner.body_memberships.get().body
    opportunity = OpportunityFactory(body=body, state="draft")
    extra = lots.add(opportunity=opportunity, values={}, chosen=_nothing(), by=commissioner, at=timezone.now())
    stale = type(extra).objects.get(pk=extra.pk)
    lots.remove(lot=extra, by=commissioner, at=timezone.now())
    with pytest.raises(NotPossible):
        lots.remove(lot=stale, by=commissioner, at=timezone.now())
    with pytest.raises(NotPossible):
        lots.change(lot=stale, values={}, chosen=_nothing(), by=commissioner, at=timezone.now())


def _nothing():
    return {"services": [], "regions": [], "places": []}


def test_pages_of_signed_in_people_stay_out_of_caches(sign_in, owner):
    assert "no-store" in sign_in(owner).get("/")["Cache-Control"]
    assert "no-store" not in sign_in(None).get("/").get("Cache-Control", "")


def test_changing_the_address_asks_for_the_password(sign_in, owner):
    answer = sign_in(owner).post(reverse("account_email"), {"action_add": "", "email": "thief@example.org"})
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert not owner.emailaddress_set.filter(email="thief@example.org").exists()


def test_demo_people_cannot_sign_in_where_it_is_no_demonstration():
    demo_manager = UserFactory(email=people.PEOPLE[6].email, programme_role="programme_manager")
    other = UserFactory(email="manager@example.org")
    assert people.retire() == 1
    demo_manager.refresh_from_db()
    other.refresh_from_db()
    assert not demo_manager.is_active and other.is_active
