"""What people of the demonstration's Mutual find among their requests for support."""

import pytest

from partnerships_portal.demo import supporting
from support_requests.models import SupportRequest
from tests.demo.conftest import AT

pytestmark = pytest.mark.usefixtures("demo_world")


def test_there_is_a_draft_that_carries_a_consortium_and_one_that_waits_for_them_made_once():
    told = SupportRequest.objects.filter(title__in=[supporting.WAITS, supporting.DRAFT])
    waits, draft = told.get(title=supporting.WAITS), told.get(title=supporting.DRAFT)
    assert waits.waiting_since and waits.messages.filter(asks_for_more=True).exists()
    assert draft.state == "draft"
    assert draft.consortium.name in draft.agreed_context.facts[0][1]
    supporting.ensure(organisation=waits.organisation, at=AT)
    assert told.count() == 2
