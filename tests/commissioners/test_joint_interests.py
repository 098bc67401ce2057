"""Organisations that partner are interested as one: the buyer reads one line, and counts them once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from commissioners.actions import joint_interests
from commissioners.delivery.feedback import who_may_be_given
from commissioners.interested import concerning_somebody, interested_in, still_interested
from commissioners.models import JointInterest
from mutuals.models import Organisation
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from tests.factories import InterestFactory, JointInterestFactory, OpportunityFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def opportunity(commissioner):
    return OpportunityFactory(body=commissioner.body_memberships.get().body, title="Youth clubs")


@pytest.fixture
def partner():
    return OrganisationFactory(name="Quillmoor Care")


def express(opportunity, *organisations, **changed):
    said = {"reference": 9, "name": "Mere and Quill", "lots": [], "message": "We cover it all"} | changed
    at = timezone.now()
    return joint_interests.express_as_one(
        opportunity=opportunity,
        organisations=organisations,
        by=changed.pop("by", None) or UserFactory(),
        at=at,
        **{name: value for name, value in said.items() if name != "by"},
    )


def test_the_buyer_reads_one_line_and_counts_it_once(opportunity, organisation, partner, commissioner, sign_in):
    express(opportunity, organisation, partner)
    InterestFactory(opportunity=opportunity)
    client = sign_in(commissioner)
    page = client.get(reverse("interests_received", args=[opportunity.pk])).content.decode()
    assert "1 consortium and 1 organisation told you so" in page
    assert page.count("Mere and Quill") == 1
    assert organisation.name in page and "Quillmoor Care" in page and "We cover it all" in page
    panel = client.get(opportunity.get_absolute_url()).content.decode()
    assert "1 consortium and 1 organisation told you that they are interested" in panel


def test_the_spreadsheet_has_one_line_for_them(opportunity, organisation, partner, commissioner, sign_in):
    express(opportunity, organisation, partner)
    lines = sign_in(commissioner).get(reverse("interests_csv", args=[opportunity.pk])).content.decode().splitlines()
    (line,) = [line for line in lines if "Mere and Quill" in line]
    assert f"{organisation.name}, Quillmoor Care" in line


def test_buyers_are_told_once_and_told_of_the_end(opportunity, organisation, partner, commissioner):
    express(opportunity, organisation, partner)
    express(opportunity, organisation, partner)  # again: it stands already
    assert joint_interests.withdraw_as_one(opportunity=opportunity, reference=9, by=None, at=timezone.now())
    assert not joint_interests.withdraw_as_one(opportunity=opportunity, reference=9, by=None, at=timezone.now())
    told = Notification.objects.filter(person=commissioner).order_by("pk").values_list("event", flat=True)
    assert list(told) == ["interest_expressed", "interest_withdrawn"]
    assert AuditEvent.objects.filter(action="joint_interest_withdrawn").count() == 1


def test_it_can_be_expressed_again_after_it_was_withdrawn(opportunity, organisation, partner):
    express(opportunity, organisation, partner)
    joint_interests.withdraw_as_one(opportunity=opportunity, reference=9, by=None, at=timezone.now())
    assert express(opportunity, organisation, partner, message="Again").withdrawn_at is None
    assert JointInterest.objects.get().message == "Again"


def test_two_consortia_with_the_same_member_are_two_lines(opportunity, organisation, partner, commissioner, sign_in):
    express(opportunity, organisation, partner)
    express(opportunity, organisation, OrganisationFactory(), reference=10, name="Mere and Vale")
    page = sign_in(commissioner).get(reverse("interests_received", args=[opportunity.pk])).content.decode()
    assert "2 consortia told you so" in page


def test_nobody_else_learns_of_it(opportunity, organisation, partner, other_owner, staff, sign_in):
    JointInterestFactory(opportunity=opportunity, name="Mere and Quill", of=[organisation, partner])
    InterestFactory(opportunity=opportunity, organisation=other_owner.memberships.get().organisation, listed=True)
    opportunity.interest_shown_to = "signed_in"
    opportunity.save()
    for person in (other_owner, staff, None):
        for name in ("interest_list", "interest"):
            answer = sign_in(person).get(reverse(name, args=[opportunity.pk]))
            assert "Mere and Quill" not in answer.content.decode()
        assert "Mere and Quill" not in sign_in(person).get(opportunity.get_absolute_url()).content.decode()
    assert not JointInterest.objects.visible_to(other_owner).exists()


def test_a_member_reads_that_it_stands_behind_it_and_what_it_said_alone(
    opportunity, organisation, partner, viewer, sign_in
):
    JointInterestFactory(opportunity=opportunity, name="Mere and Quill", of=[organisation, partner])
    client, address = sign_in(viewer), reverse("interest", args=[opportunity.pk])
    assert "keep both" not in client.get(address).content.decode()
    InterestFactory(opportunity=opportunity, organisation=organisation)
    page = client.get(address).content.decode()
    assert "Mere and Quill" in page and "keep both if you may bid either way" in page


def test_it_is_too_late_once_the_opportunity_is_closed(opportunity, organisation, partner):
    opportunity.state = "closed"
    opportunity.save()
    with pytest.raises(NotPossible, match="can no longer be expressed"):
        express(opportunity, organisation, partner)


def test_one_that_takes_part_alone_is_not_several(opportunity, organisation, partner):
    Organisation.objects.filter(pk=partner.pk).update(closed_at=timezone.now())
    with pytest.raises(NotPossible, match="Fewer than two"):
        express(opportunity, organisation, partner)


def test_whoever_left_stands_behind_it_no_more_and_one_left_alone_ends_it(opportunity, organisation, partner):
    third = OrganisationFactory()
    interest = express(opportunity, organisation, partner, third)
    same = {"reference": 9, "by": None, "at": timezone.now()}
    joint_interests.stand_behind(organisations=[organisation, partner, OrganisationFactory()], **same)
    assert set(interest.organisations.all()) == {organisation, partner}
    joint_interests.stand_behind(organisations=[organisation], **same)
    interest.refresh_from_db()
    assert interest.withdrawn_at is not None


def test_one_whose_members_have_closed_is_not_shown(opportunity, organisation, partner, commissioner, sign_in):
    express(opportunity, organisation, partner)
    Organisation.objects.filter(pk=partner.pk).update(closed_at=timezone.now())
    page = sign_in(commissioner).get(reverse("interests_received", args=[opportunity.pk])).content.decode()
    assert "Mere and Quill" not in page


def test_people_of_all_members_hear_of_what_changes(opportunity, organisation, partner, owner):
    express(opportunity, organisation, partner)
    assert owner in interested_in(opportunity)
    assert concerning_somebody([opportunity.pk]) == {opportunity.pk}
    assert still_interested({(owner.pk, opportunity.pk)}) == {(owner.pk, opportunity.pk)}
    assert set(who_may_be_given(opportunity)) == {organisation, partner}


def test_lines_of_consortia_cost_no_queries_of_their_own(
    opportunity, organisation, partner, commissioner, sign_in, django_assert_num_queries, django_assert_max_num_queries
):
    JointInterestFactory(opportunity=opportunity, of=[organisation, partner])
    client, address = sign_in(commissioner), reverse("interests_received", args=[opportunity.pk])
    client.get(address)
    with django_assert_max_num_queries(60) as few:
        client.get(address)
    for _ in range(4):
        JointInterestFactory(opportunity=opportunity, of=[OrganisationFactory() for _ in range(3)])
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(address)


def test_people_find_it_among_what_they_are_interested_in(
    opportunity, organisation, partner, viewer, other_owner, sign_in
):
    JointInterestFactory(opportunity=opportunity, name="Mere and Quill", of=[organisation, partner])
    assert "Mere and Quill" in sign_in(viewer).get(reverse("my_interests")).content.decode()
    assert "Mere and Quill" not in sign_in(other_owner).get(reverse("my_interests")).content.decode()
