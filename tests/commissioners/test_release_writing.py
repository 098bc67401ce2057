"""Promises about one release: what it says of an opportunity, and how it is known again."""

import datetime as dt
from types import SimpleNamespace

import pytest

from commissioners.ocds.mapping import map_release
from commissioners.ocds.writing.published import (
    Amendment,
    Body,
    Delivery,
    Published,
    PublishedAward,
    PublishedLot,
    Supplier,
    Term,
)
from commissioners.ocds.writing.releases import compiled, release

AT = dt.datetime(2026, 4, 1, 12, tzinfo=dt.UTC)
YOUTH, LEEDS = Term("youth-work", "Youth work"), Term("E08000035", "Leeds")
NOTHING = dict.fromkeys(
    (
        *("is_light_touch", "is_above_threshold", "suits_small", "suits_voluntary", "value", "value_with_vat"),
        *("minimum_turnover", "engagement_deadline", "expected_tender_on", "enquiry_deadline", "submission_deadline"),
        *("starts_on", "ends_on", "may_extend_to", "wants_lead_provider", "wants_joint_liability"),
        *("tender_days", "award_expected_on", "may_be_extended", "considers_smaller_lots", "minimum_insurance"),
        "social_value_weight",
    )
)
UNSAID = dict.fromkeys(
    (
        *("description", "reference", "route", "regime", "openness", "openness_note", "notice_url"),
        *("infrastructure_asked", "social_value_questions"),
    ),
    "",
)


def facts(**more):
    """The columns of an open opportunity."""
    base = {"title": "Youth clubs", "state": "open", "version": 1, "updated_at": AT, "published_at": AT}
    lists = {"reserved_for": [], "models_considered": [], "cpv_codes": []}
    outside = {"outside_public_services": False, "outside_england": False}
    return SimpleNamespace(**(NOTHING | UNSAID | base | lists | outside | more))


def lot(number="1", delivery=None, **more):
    base = {"number": number, "title": "", "description": "", "value": None, "value_with_vat": None}
    dates = {"starts_on": None, "ends_on": None, "decided_at": None}
    said = SimpleNamespace(**(base | dates | {"outcome": "", "outcome_reason": ""} | more))
    return PublishedLot(said, delivery or Delivery((YOUTH,), (LEEDS,)))


def published(*, lots=None, awards=(), amendments=(), buyer=None, joint=(), **more) -> Published:
    return Published(
        ocid="ocds-000000-7",
        facts=facts(**more),
        page="https://portal.example.org/opportunities/7/",
        buyer=buyer or Body("Harrowmere City Council", (("GB-PPON", "PXXX-0001"),), "sub_central"),
        joint_buyers=tuple(joint),
        lots=tuple(lots or [lot()]),
        awards=tuple(awards),
        amendments=tuple(amendments),
    )


def award(reference="1", **more):
    base = {"title": "Youth clubs", "awarded_on": dt.date(2026, 5, 1), "value": 1000, "lots": ("1",)}
    return PublishedAward(
        **({"reference": reference, "delivery": Delivery((YOUTH,), (LEEDS,)), "suppliers": ()} | base | more)
    )


def read_back(one):
    return map_release(release(one), at=AT)


def test_same_content_has_the_same_id_and_any_change_another():
    first = release(published())
    assert release(published()) == first
    assert release(published(title="Youth clubs and more"))["id"] != first["id"]
    assert release(published(version=2))["id"] != first["id"]


@pytest.mark.parametrize(
    ("state", "tag", "status"),
    [
        ("early_engagement", ["planning"], "planned"),
        ("open", ["tender"], "active"),
        ("closed", ["tender"], "complete"),
        ("cancelled", ["tenderCancellation"], "cancelled"),
    ],
)
def test_tag_and_status_follow_the_state_which_is_read_back(state, tag, status):
    one = published(state=state, submission_deadline=None if state == "early_engagement" else AT + dt.timedelta(days=9))
    assert release(one)["tag"] == tag
    assert release(one)["tender"]["status"] == status
    assert read_back(one).state == state


def test_early_engagement_keeps_a_deadline_for_tenders_that_is_known_already():
    one = published(state="early_engagement", submission_deadline=AT + dt.timedelta(days=90))
    assert release(one)["tag"] == ["planning", "tender"]
    assert read_back(one).state == "early_engagement"
    assert read_back(one).submission_deadline == AT + dt.timedelta(days=90)


def test_what_was_amended_is_told_without_who_did_it():
    amended = Amendment(AT, 2, ("Title", "Tenders by"), "Longer, at the wish of many")
    one = release(published(version=2, amendments=[amended]))
    assert one["tag"] == ["tenderUpdate"]
    assert one["tender"]["amendments"] == [
        {
            "id": "version-2",
            "date": "2026-04-01T12:00:00Z",
            "description": "Changed: Title; Tenders by",
            "rationale": "Longer, at the wish of many",
        }
    ]


def test_openness_to_consortia_is_published_and_read_back():
    said = {
        "openness": "welcomed",
        "models_considered": ["alliance", "cic"],
        "wants_lead_provider": False,
        "wants_joint_liability": True,
        "openness_note": "Local providers together, please",
        "minimum_turnover": 250_000,
        "considers_smaller_lots": True,
        "minimum_insurance": 5_000_000,
        "infrastructure_asked": "A base nearby",
        "social_value_questions": "Who gains?",
    }
    one = published(**said)
    assert release(one)["tender"]["consortia"] == {
        "openness": "welcomed",
        "modelsConsidered": ["alliance", "communityInterestCompany"],
        "leadProviderWanted": False,
        "jointLiabilityWanted": True,
        "smallerLotsConsidered": True,
        "note": "Local providers together, please",
    }
    assert read_back(one).statement == said


def test_what_is_not_stated_is_left_out_and_stays_not_stated():
    one = published()
    assert not {"consortia", "minimumTurnover", "value", "legalBasis"} & set(release(one)["tender"])
    assert read_back(one).statement is None


def test_contact_data_in_texts_is_masked():
    one = release(
        published(
            title="Youth clubs, ring 01632 960123",
            description="Write to ann@harrowmere.example",
            openness_note="Or 01632 960124",
            amendments=[Amendment(AT, 2, (), "Ask ann@harrowmere.example")],
            lots=[lot(description="ann@harrowmere.example")],
        )
    )
    assert "harrowmere.example" not in str(one)
    assert "01632" not in str(one)
    assert one["tender"]["description"] == "Write to [e-mail removed]"


@pytest.mark.parametrize(
    ("places", "is_nationwide"),
    [((), True), ((Term("E12000006", "East of England"), LEEDS), False), ((), False)],
)
def test_services_and_places_are_read_back_exactly(places, is_nationwide):
    (found,) = read_back(published(lots=[lot(delivery=Delivery((YOUTH,), places, is_nationwide))])).lots
    assert found.delivery.services == ("youth-work",)
    assert found.delivery.places.nationwide is is_nationwide
    assert found.delivery.places.region_codes | found.delivery.places.authority_codes == {each.code for each in places}


def test_what_is_outside_public_services_or_england_stays_outside():
    nothing = lot(delivery=Delivery())
    mapped = read_back(published(outside_public_services=True, outside_england=True, lots=[nothing]))
    assert mapped.outside_public_services
    assert mapped.outside_england
    assert not read_back(published(lots=[nothing])).outside_public_services


def test_a_service_that_this_portal_does_not_know_is_not_taken_for_something_else():
    mapped = read_back(published(lots=[lot(delivery=Delivery((Term("of-tomorrow", "Of tomorrow"),)))]))
    assert not mapped.outside_public_services
    assert mapped.lots[0].delivery.services == ()


@pytest.mark.parametrize("regime", ["procurement_act", "psr", "pcr_2015", ""])
@pytest.mark.parametrize("route", ["open", "framework_call_off", "dynamic_market", "below_threshold", "other", ""])
def test_law_and_route_are_read_back(regime, route):
    route = {"open": "psr_competitive", "other": "psr_direct_award"}.get(route, "") if regime == "psr" else route
    mapped = read_back(published(regime=regime, route=route))
    assert (mapped.regime, mapped.route) == (regime, route)


def test_law_named_by_its_number_counts_whatever_the_words_say():
    mapped = read_back(published(regime="pcr_2015", description="Not, as before, under the Provider Selection Regime"))
    assert mapped.regime == "pcr_2015"


def test_award_says_who_won_together_and_how_many_bid():
    suppliers = (
        Supplier("Saltwick Youth CIC", "GB-COH-00000001", is_small=True, is_voluntary=True),
        Supplier("Pinecombe Together", ""),
    )
    won = award(suppliers=suppliers, is_joint=True, bids_received=5, voluntary_bids_received=2)
    (found,) = read_back(published(state="awarded", awards=[won])).awards
    assert [(each.name, each.identifier, each.is_small) for each in found.suppliers] == [
        ("Saltwick Youth CIC", "GB-COH-00000001", True),
        ("Pinecombe Together", "", None),
    ]
    assert (found.is_joint, found.bids_received, found.voluntary_bids_received) == (True, 5, 2)
    assert found.lots == ("1",)


def test_numbers_of_bids_are_also_where_the_standard_has_them():
    several = [award("1", bids_received=4), award("2", lots=("2",), bids_received=0)]
    statistics = release(published(lots=[lot("1"), lot("2")], awards=several))["bids"]["statistics"]
    assert [(each["measure"], each["relatedLot"], each["value"]) for each in statistics] == [
        ("bids", "1", 4),
        ("bids", "2", 0),
    ]


def test_suppliers_that_share_a_number_but_not_a_name_stay_two():
    shared = (Supplier("Saltwick Youth", "GB-COH-1"), Supplier("Saltwick Youth CIC", "GB-COH-1"))
    one = release(published(awards=[award(suppliers=shared)]))
    references = [each["id"] for each in one["awards"][0]["suppliers"]]
    assert len(set(references)) == 2
    assert set(references) <= {party["id"] for party in one["parties"]}
    (found,) = map_release(one, at=AT).awards
    assert [each.identifier for each in found.suppliers] == ["GB-COH-1", "GB-COH-1"]


def test_bodies_that_buy_together_are_all_buyers_and_one_leads():
    mapped = read_back(published(joint=[Body("Pinecombe Council"), Body("Saltwick Council", (("GB-PPON", "P-2"),))]))
    assert mapped.buyer.name == "Harrowmere City Council"
    assert [each.name for each in mapped.joint_buyers] == ["Pinecombe Council", "Saltwick Council"]


def test_compiled_release_tells_the_same():
    one = release(published())
    assert compiled(one) | {"id": one["id"], "tag": one["tag"]} == one
    assert compiled(one)["tag"] == ["compiled"]


def test_standstill_contract_and_lessons_of_an_award_are_read_back():
    said = {
        "standstill_ends_on": dt.date(2026, 5, 13),
        "entered_on": dt.date(2026, 5, 20),
        "starts_on": dt.date(2026, 6, 1),
        "ends_on": dt.date(2029, 5, 31),
        "may_extend_to": dt.date(2030, 5, 31),
        "relied_on_section_33": True,
        "note": "The winners had practised together",
        "is_joint": True,
    }
    pair = (Supplier("Saltwick Youth CIC", is_lead=False), Supplier("Harrowmere Clubs", is_lead=True))
    back = read_back(published(state="awarded", awards=[award(suppliers=pair, **said)])).awards[0]
    assert {name: getattr(back, name) for name in said} == said
    assert [(each.name, each.is_lead) for each in back.suppliers] == [
        ("Saltwick Youth CIC", False),
        ("Harrowmere Clubs", True),
    ]


def test_reason_why_a_lot_was_not_awarded_is_published():
    ended = lot(outcome="not_awarded", outcome_reason="No bid met the standard")
    said = release(published(state="closed", lots=[ended]))["tender"]["lots"][0]
    assert (said["status"], said["outcomeReason"]) == ("unsuccessful", "No bid met the standard")
