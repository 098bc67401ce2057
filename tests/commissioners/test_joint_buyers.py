"""Promises about bodies that buy together, through their pages."""

import pytest
from django.urls import reverse

from commissioners.actions import buyers
from commissioners.models import Opportunity

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(sign_in, commissioner):
    """The commissioner's browser."""
    return sign_in(commissioner)


def address(name, *args):
    return reverse(name, args=args)


def test_joint_buyer_edits_but_does_not_publish(draft, partner, partner_body, commissioner, sign_in, at):
    buyers.add(opportunity=draft, body=partner_body, by=commissioner, at=at)
    client = sign_in(partner)
    client.post(
        address("opportunity_section", draft.pk, "what"), {"title": "Together", "description": "Both", "version": 1}
    )
    assert Opportunity.objects.get().title == "Together"
    assert client.get(address("opportunity_publish", draft.pk)).status_code == 403
    assert client.get(address("joint_buyers", draft.pk)).status_code == 403


def test_joint_buyer_takes_itself_off(published, partner, partner_body, commissioner, sign_in, at):
    buyers.add(opportunity=published, body=partner_body, by=commissioner, at=at)
    client = sign_in(partner)
    assert "Take your body off" in client.get(published.get_absolute_url()).content.decode()
    assert "Take Pinecombe Council off?" in client.get(address("joint_buyer_leave", published.pk)).content.decode()
    client.post(address("joint_buyer_leave", published.pk))
    assert not published.joint_buyers.exists()
    assert client.get(address("joint_buyer_leave", published.pk)).status_code == 403


def test_joint_buyers_are_looked_for_by_name_added_and_taken_off(desk, draft, partner_body):
    page = desk.get(address("joint_buyers", draft.pk), {"q": "pine"}).content.decode()
    assert "Pinecombe Council" in page
    desk.post(address("joint_buyers", draft.pk), {"add": partner_body.pk})
    assert draft.joint_buyers.get() == partner_body
    desk.post(address("joint_buyers", draft.pk), {"remove": partner_body.pk})
    assert not draft.joint_buyers.exists()


@pytest.mark.parametrize("wrong", [{"add": "x"}, {"add": "9" * 40}, {"add": "-1"}])
def test_joint_buyer_that_is_no_body_is_not_found(desk, draft, wrong):
    assert desk.post(address("joint_buyers", draft.pk), wrong).status_code == 404


def test_search_for_joint_buyers_bears_anything(desk, draft):
    for words in ("\x00", "%", "'", "x" * 5000):
        assert desk.get(address("joint_buyers", draft.pk), {"q": words}).status_code == 200
