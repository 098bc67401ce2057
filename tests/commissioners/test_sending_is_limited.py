"""Whoever has an account cannot fill the inboxes of other bodies and organisations."""

import pytest
from django.urls import reverse

from partnerships_portal.accounts import limits
from tests.factories import AwardFactory, BodyFactory

pytestmark = pytest.mark.django_db


def test_what_tells_others_is_refused_where_it_is_done_over_and_over(
    published, organisation, owner, commissioner, sign_in, monkeypatch
):
    award = AwardFactory(opportunity__body=published.body, to=[organisation])
    doors = [
        (owner, "interest_express", published.pk, organisation.pk),
        (owner, "interest_withdraw", published.pk, organisation.pk),
        (owner, "review_start", award.pk),
        (commissioner, "joint_buyer_ask", published.pk, BodyFactory().pk),
        (commissioner, "feedback_give", published.pk),
    ]
    monkeypatch.setattr(limits, "_count", lambda key, window, now: 1_000)
    for person, name, *keys in doors:
        assert sign_in(person).post(reverse(name, args=keys), {}).status_code == 429, name
        assert sign_in(person).get(reverse(name, args=keys)).status_code in (200, 302), "reading is free"
