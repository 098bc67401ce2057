"""Numbers and texts that no page offers are answered as what is not there."""

import pytest
from django.urls import reverse

from consortia.models import Rival, TeamSearch
from partnerships_portal.accounts import limits
from partnerships_portal.pages import number_in
from tests.factories import LocalAuthorityFactory, OpportunityFactory, ServiceAreaFactory, WeightSetFactory

pytestmark = pytest.mark.django_db

DECISIONS: dict[str, list[int]] = {
    "tender_set_aside": [1],
    "partner_set_aside": [1],
    "suggest_again": [1],
    "rival_name": [],
    "rival_forget": [1],
    "reasons_mute": [],
    "being_suggested": [],
}
LONG = "9" * 5000  # longer than what Python reads as a number


@pytest.mark.parametrize(
    ("text", "number"), [("17", 17), ("9" * 18, 10**18 - 1), ("9" * 19, None), (LONG, None), ("٣", None), ("-1", None)]
)
def test_a_number_is_read_where_a_row_can_have_it(text, number):
    assert number_in(text) == number


def test_teams_are_asked_for_with_any_number(owner, organisation, sign_in):
    tender = OpportunityFactory(services=[ServiceAreaFactory()], places=[LocalAuthorityFactory()])
    client, address = sign_in(owner), reverse("opportunity_teams", args=[tender.pk])
    for search in (LONG, "99999999999999999999", "\0"):
        assert client.get(address, {"search": search}).status_code == 404
    for pressed in (f"lead-{LONG}", f"without-{LONG}", "lead-\0"):
        assert client.post(address, {"then": pressed}).status_code == 302
    (search,) = TeamSearch.objects.all()
    assert (search.wishes["lead"], search.wishes["exclude"]) == (None, [])


def test_a_rival_is_looked_for_by_any_text(owner, organisation, sign_in):
    client, address = sign_in(owner), reverse("rival_name", args=[organisation.pk])
    for name in ("\0", "a\0b", "x" * 5000, "%_"):
        assert client.get(address, {"name": name}).status_code == 200
    for number in ("", LONG, "\0", "99999999999999999999"):
        assert client.post(address, {"organisation": number}).status_code == 404
    assert not Rival.objects.exists()


def test_a_split_may_name_lots_by_any_number(commissioner, sign_in):
    tender = OpportunityFactory(
        body=commissioner.body_memberships.get().body,
        services=[ServiceAreaFactory()],
        places=[LocalAuthorityFactory()],
    )
    address = reverse("opportunity_split", args=[tender.pk])
    assert sign_in(commissioner).post(address, {"lot": [LONG, "1"]}).status_code == 200


def test_decisions_about_suggestions_and_previews_are_limited(owner, organisation, staff, sign_in, monkeypatch):
    """Each has somebody matched again, or everything scored twice."""
    monkeypatch.setattr(limits, "_count", lambda key, window, now: counted.append(key) or 1000)
    counted: list[str] = []
    mine, draft = [organisation.pk], WeightSetFactory()
    tried = {name: sign_in(owner).post(reverse(name, args=mine + more)) for name, more in DECISIONS.items()}
    tried["weight_set_preview"] = sign_in(staff).post(reverse("weight_set_preview", args=[draft.version]))
    assert {name: answer.status_code for name, answer in tried.items()} == dict.fromkeys(tried, 429)
    assert {key.split(":")[1] for key in counted} == {"suggestions", "weight_preview"}
