"""Promises about who knows of a draft."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(name, args=args)


def test_onlooker_of_the_body_sees_the_draft_but_may_not_write(draft, onlooker, sign_in):
    client = sign_in(onlooker)
    assert client.get(draft.get_absolute_url()).status_code == 200
    for name in ("opportunity_edit", "opportunity_publish", "opportunity_cancel", "lot_create", "joint_buyers"):
        assert client.get(address(name, draft.pk)).status_code == 403
    assert client.post(address("opportunity_section", draft.pk, "what"), {"title": "Mine"}).status_code == 403


@pytest.mark.parametrize("person", ["stranger", "staff", "owner", "partner"])
def test_draft_does_not_exist_for_anyone_else(request, draft, sign_in, person):
    client = sign_in(request.getfixturevalue(person))
    for name in ("opportunity_detail", "opportunity_edit", "opportunity_publish", "opportunity_amend", "lot_create"):
        assert client.get(address(name, draft.pk)).status_code == 404
