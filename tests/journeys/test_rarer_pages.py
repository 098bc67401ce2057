"""The pages that few people meet are as clean as the others."""

import pytest
from django.urls import reverse

from tests.factories import PASSWORD, BodyMembershipFactory, OpportunityFactory

from .browser import seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft(commissioner):
    return OpportunityFactory(body=commissioner.body_memberships.get().body, state="draft")


def test_commissioner_sees_clean_pages_of_body_and_lots(page, sign_in_page, commissioner, draft):
    sign_in_page(page, commissioner).goto(reverse("body_edit", args=[draft.body_id]))
    seen_and_clean(page, "body-edit")
    page.goto(reverse("lot_remove", args=[draft.pk, draft.lots.first().pk]))
    seen_and_clean(page, "lot-remove")


def test_joint_buyer_sees_a_clean_page_before_it_leaves(page, sign_in_page, draft):
    joint = BodyMembershipFactory()
    draft.joint_buyers.add(joint.body)
    sign_in_page(page, joint.user).goto(reverse("joint_buyer_leave", args=[draft.pk]))
    seen_and_clean(page, "joint-buyer-leave")


def test_setting_up_two_steps_asks_for_the_password_and_both_pages_are_clean(page, sign_in_page, owner):
    sign_in_page(page, owner).goto(reverse("mfa_activate_totp"))
    seen_and_clean(page, "reauthenticate")
    page.locator("main input[type=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(f"**{reverse('mfa_activate_totp')}")
    seen_and_clean(page, "two-step-set-up")


def test_page_that_says_no_is_clean(page, sign_in_page, viewer, organisation):
    answer = sign_in_page(page, viewer).goto(reverse("organisation_edit", args=[organisation.pk, "about"]))
    assert answer.status == 403
    seen_and_clean(page, "forbidden")
