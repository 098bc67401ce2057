"""Promises about feedback: from the buyer to one organisation, read by nobody else."""

import pytest
from django.urls import reverse

from commissioners.actions import feedback
from commissioners.models import Feedback
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from tests.factories import AwardFactory, OpportunityFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def awarded(body, organisation):
    return AwardFactory(opportunity__body=body, to=[organisation]).opportunity


def given(opportunity, organisation, by, at, text="Say more about safeguarding"):
    return feedback.give(opportunity=opportunity, organisation=organisation, lot=None, text=text, by=by, at=at)


def test_feedback_is_checked_then_sent_and_its_people_are_told(awarded, organisation, owner, commissioner, sign_in):
    desk = sign_in(commissioner)
    said = {"organisation": organisation.pk, "text": "Say more about safeguarding"}
    address = reverse("feedback_give", args=[awarded.pk])
    page = desk.post(address, said | {"check": "1"}).content.decode()
    assert "Check your feedback" in page and not Feedback.objects.exists()
    for _ in range(2):
        desk.post(address, said | {"send": "1"})
    assert Feedback.objects.count() == 1
    assert Notification.objects.filter(person=owner, event="feedback_received").count() == 1
    assert "safeguarding" in sign_in(owner).get(reverse("feedback_list")).content.decode()


def test_feedback_is_read_by_its_organisation_and_the_buyer_alone(
    awarded, organisation, commissioner, onlooker, viewer, other_owner, staff, stranger, at, sign_in, client
):
    given(awarded, organisation, commissioner, at)
    address = reverse("opportunity_awards", args=[awarded.pk])
    for reader in (onlooker, viewer):
        assert "safeguarding" in sign_in(reader).get(address).content.decode()
    for other in (other_owner, staff, stranger):
        assert "safeguarding" not in sign_in(other).get(address).content.decode()
        assert "safeguarding" not in sign_in(other).get(reverse("feedback_list")).content.decode()
    assert "safeguarding" not in client.get(address).content.decode()


def test_feedback_goes_to_the_interested_and_the_winners_only(awarded, commissioner, at):
    with pytest.raises(NotPossible, match="neither told you its interest"):
        given(awarded, OrganisationFactory(), commissioner, at)


def test_feedback_waits_until_the_opportunity_is_closed(body, organisation, commissioner, at, sign_in):
    opened = OpportunityFactory(body=body)
    with pytest.raises(NotPossible, match="once the opportunity is closed"):
        given(opened, organisation, commissioner, at)
    page = sign_in(commissioner).get(reverse("feedback_give", args=[opened.pk]), follow=True).content.decode()
    assert "once the opportunity is closed" in page


def test_feedback_without_words_names_the_field(awarded, organisation, commissioner, sign_in):
    desk = sign_in(commissioner)
    address = reverse("feedback_give", args=[awarded.pk])
    page = desk.post(address, {"organisation": organisation.pk, "text": "", "check": "1"}).content.decode()
    assert "There is a problem" in page and "Write your feedback" in page


def test_list_of_feedback_asks_no_more_for_more_of_it(
    body, organisation, owner, commissioner, at, sign_in, django_assert_max_num_queries
):
    here = sign_in(owner)
    for number in range(2):
        awarded = AwardFactory(opportunity__body=body, to=[organisation]).opportunity
        given(awarded, organisation, commissioner, at, text=f"Words {number}")
    here.get(reverse("feedback_list"))
    with django_assert_max_num_queries(40) as few:
        here.get(reverse("feedback_list"))
    for number in range(4):
        given(awarded, organisation, commissioner, at, text=f"More {number}")
    with django_assert_max_num_queries(len(few.captured_queries)):
        here.get(reverse("feedback_list"))
