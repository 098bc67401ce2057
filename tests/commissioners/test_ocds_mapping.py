import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioners.choices import BodyKind, LotOutcome, Regime, Reservation, Route, Source, State
from commissioners.ocds.mapping import map_release
from commissioners.ocds.merging import merge
from commissioners.ocds.notices import notice_url
from commissioners.ocds.parties import is_joint, kind_of, plain_name

from .notices import (
    award_notice,
    buyer_party,
    contracts_finder_notice,
    document,
    item,
    planning_notice,
    release,
    tender_notice,
)

AT = dt.datetime(2026, 4, 1, 12, tzinfo=dt.UTC)


def mapped(*releases, at=AT):
    return map_release(merge(list(releases)), at=at)


def tender(**fields):
    return mapped(tender_notice(tender=fields))


def test_value_without_vat_is_not_confused_with_that_with_vat():
    opportunity = tender(value={"amountGross": 960000, "currency": "GBP"}, lots=[])
    assert (opportunity.value, opportunity.value_with_vat) == (None, 960000)


def test_value_is_the_sum_of_the_lots_only_where_all_have_one():
    lots = tender_notice()["tender"]["lots"]
    assert tender(value=None, lots=lots).value == 800_000
    del lots[0]["value"]
    assert tender(value=None, lots=lots).value is None


# --- state


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (dt.datetime(2026, 6, 1, 10, 59, tzinfo=dt.UTC), State.OPEN),
        (dt.datetime(2026, 6, 1, 11, 0, tzinfo=dt.UTC), State.CLOSED),
    ],
)
def test_tender_is_open_until_its_deadline(at, state):
    assert mapped(tender_notice(), at=at).state == state


@pytest.mark.parametrize("status", ["cancelled", "withdrawn", "unsuccessful"])
def test_tender_that_came_to_nothing_is_cancelled(status):
    assert tender(status=status).state == State.CANCELLED


@pytest.mark.parametrize("notice_type", ["UK1", "UK2", "UK3"])
def test_planning_notices_are_early_engagement(notice_type):
    notice = planning_notice()
    notice["planning"]["documents"][0]["noticeType"] = notice_type
    notice["tag"] = []
    assert mapped(notice).state == State.EARLY_ENGAGEMENT
    assert mapped(notice).is_opportunity


def test_early_engagement_whose_contract_should_have_started_is_over():
    assert mapped(planning_notice(), at=dt.datetime(2026, 10, 1, tzinfo=dt.UTC)).state == State.CLOSED


def test_planning_then_tender_then_award_move_on():
    later = dt.datetime(2026, 8, 1, tzinfo=dt.UTC)
    assert mapped(planning_notice(), tender_notice()).state == State.OPEN
    assert mapped(planning_notice(), tender_notice(), award_notice(), at=later).state == State.AWARDED


def test_dynamic_market_stays_open_while_awards_are_made_under_it():
    award = award_notice("000102-2026", "2026-03-20T09:00:00Z") | {"tender": {"status": "active"}}
    assert mapped(tender_notice(), award).state == State.OPEN


def test_failed_awards_are_no_awards():
    failed = award_notice()
    failed["awards"][0]["status"] = "unsuccessful"
    assert mapped(tender_notice(), failed).state == State.CANCELLED
    assert mapped(tender_notice(), failed).awards == ()


def test_lots_have_their_own_outcome():
    lots = tender_notice()["tender"]["lots"]
    lots[1]["status"] = "unsuccessful"
    outcomes = [each.outcome for each in mapped(tender_notice(tender={"lots": lots}), award_notice()).lots]
    assert outcomes == [LotOutcome.AWARDED, LotOutcome.NOT_AWARDED]


# --- law and route


@pytest.mark.parametrize(
    ("basis", "regime"),
    [
        ({"id": "2023/54", "scheme": "UKPGA"}, Regime.PROCUREMENT_ACT),
        ({"id": "32014L0024", "scheme": "CELEX"}, Regime.PCR_2015),
        ({"id": "32014L0025", "scheme": "CELEX"}, Regime.NOT_KNOWN),
        (None, Regime.NOT_KNOWN),
        ("2023/54", Regime.NOT_KNOWN),
    ],
)
def test_regime_is_that_of_the_legal_basis(basis, regime):
    assert tender(legalBasis=basis).regime == regime


def test_provider_selection_regime_may_be_said_in_words_only():
    old = {"id": "32014L0024", "scheme": "CELEX"}
    says = "This contract is awarded under the Health Care Services (Provider Selection Regime) Regulations 2023."
    opportunity = tender(legalBasis=old, description=f"{says} Most suitable provider process.")
    assert (opportunity.regime, opportunity.route) == (Regime.PSR, Route.PSR_MOST_SUITABLE)
    denies = "This contract is not subject to the Provider Selection Regime."
    assert tender(legalBasis=old, description=denies).regime == Regime.PCR_2015


@pytest.mark.parametrize(
    ("method", "details", "route"),
    [
        ("open", "Open procedure", Route.OPEN),
        ("open", "Open procedure (below threshold)", Route.BELOW_THRESHOLD),
        ("selective", "Competitive flexible procedure", Route.COMPETITIVE_FLEXIBLE),
        ("selective", "Restricted procedure", Route.RESTRICTED),
        ("selective", "Call-off from a framework agreement", Route.FRAMEWORK_CALL_OFF),
        ("selective", "Award under framework", Route.FRAMEWORK_CALL_OFF),
        ("selective", "Call-off from a dynamic purchasing system", Route.FRAMEWORK_CALL_OFF),
        ("direct", "Single tender action (below threshold)", Route.DIRECT_AWARD),
        ("limited", "Negotiated procedure without prior publication (above threshold)", Route.DIRECT_AWARD),
        ("limited", "Competitive quotation (below threshold)", Route.BELOW_THRESHOLD),
        (None, "Other - ", Route.NOT_STATED),
        (None, "Not specified", Route.NOT_STATED),
        ("open", None, Route.OPEN),
        (None, None, Route.NOT_STATED),
        (["open"], {"a": 1}, Route.NOT_STATED),
    ],
)
def test_route_is_told_by_its_words_then_by_its_code(method, details, route):
    assert tender(procurementMethod=method, procurementMethodDetails=details).route == route


def test_framework_and_dynamic_market_are_told_by_technique():
    framework = {"hasFrameworkAgreement": True, "frameworkAgreement": {"method": "withReopeningCompetition"}}
    assert tender(techniques=framework).route == Route.FRAMEWORK
    assert tender(techniques={"hasDynamicPurchasingSystem": True}).route == Route.DYNAMIC_MARKET


def test_light_touch_suitability_and_reservation():
    lots = tender_notice()["tender"]["lots"]
    lots[0]["suitability"] = {"sme": False, "vcse": "true"}
    del lots[1]["suitability"]
    reserved = {"reservedParticipation": ["publicServiceMissionOrganization", "shelteredWorkshop", "new one"]}
    opportunity = tender(lots=lots, otherRequirements=reserved)
    assert (opportunity.is_light_touch, opportunity.suits_small, opportunity.suits_voluntary) == (True, False, True)
    assert opportunity.reserved_for == (Reservation.MUTUALS, Reservation.SHELTERED)


# --- services and places


def test_contracts_finder_codes_and_places_are_those_of_the_tender():
    opportunity = mapped(contracts_finder_notice())
    assert opportunity.source == Source.CONTRACTS_FINDER
    assert opportunity.lots[0].delivery.services == ("day-services",)
    assert opportunity.lots[0].delivery.places.region_codes == {"E12000009"}
    assert opportunity.value == 75_000
    assert "\n" in opportunity.description and "rnrn" not in opportunity.description
    assert opportunity.reasons == ("no_lots",)


def places_of(addresses, **party):
    notice = contracts_finder_notice()
    notice["tender"]["items"][0]["deliveryAddresses"] = addresses
    notice["parties"][0] |= party
    notice["buyer"]["name"] = notice["parties"][0]["name"]
    return mapped(notice).lots[0].delivery.places


def test_any_region_of_contracts_finder_is_the_whole_country():
    everywhere = ["British Oversea Territories", "Channel Islands", "Europe", "Isle of Man", "Rest of the World"]
    addresses = [{"countryName": name} for name in [*everywhere, "United Kingdom"]]
    assert places_of(addresses).nationwide
    nine = ["East Midlands", "East of England", "London", "North East", "North West", "South East", "South West"]
    nine += ["West Midlands", "Yorkshire and the Humber"]
    assert places_of([{"region": name, "countryName": "United Kingdom"} for name in nine]).nationwide


def test_postcode_is_finer_than_its_region():
    places = places_of([{"region": "Yorkshire and the Humber"}, {"postalCode": "LS1 1UR"}])
    assert (places.region_codes, places.authority_codes) == (frozenset(), {"E08000035"})
    places = places_of([{"region": "South West"}, {"postalCode": "LS1 1UR"}])
    assert (places.region_codes, places.authority_codes) == ({"E12000009"}, {"E08000035"})


@pytest.mark.parametrize("name", ["Ministry of Invention", "NHS Saltwick Integrated Care Board"])
def test_head_office_is_not_where_services_are_wanted(name):
    address = {"postalCode": "LS1 1UR"}
    places = places_of([{"region": "England"}, address], name=name, address=address)
    assert places.nationwide and not places.authority_codes
    assert places_of([address], name=name, address=address).authority_codes == {"E08000035"}


def test_own_address_of_a_council_means_its_whole_area():
    address = {"postalCode": "LE3 8RA"}
    county = places_of([{"region": "East Midlands"}, address], name="Leicestershire County Council", address=address)
    assert len(county.authority_codes) == 7 and not county.region_codes
    assert places_of([address], name="Durham County Council", address=address).authority_codes == {"E06000047"}
    elsewhere = [address, {"postalCode": "LS1 1UR"}]
    both = places_of(elsewhere, name="Durham County Council", address=address)
    assert both.authority_codes == {"E06000047", "E08000035"}


def test_place_outside_england_is_said_to_be_so():
    notice = contracts_finder_notice()
    notice["tender"]["items"][0]["deliveryAddresses"] = [{"region": "Scotland", "countryName": "United Kingdom"}]
    opportunity = mapped(notice)
    assert "outside_england" in opportunity.reasons and opportunity.outside_england
    assert not opportunity.mapped["places"]


def test_notice_for_england_and_wales_is_not_outside_england():
    notice = contracts_finder_notice()
    notice["tender"]["items"][0]["deliveryAddresses"] = [{"region": "Wales"}, {"region": "South West"}]
    assert not mapped(notice).outside_england


def test_missing_place_is_not_guessed_from_the_buyers_address():
    notice = contracts_finder_notice()
    notice["tender"]["items"] = []
    opportunity = mapped(notice)
    assert "no_places" in opportunity.reasons
    assert not opportunity.lots[0].delivery.places.is_in_england


# --- awards


def test_contract_details_carry_value_and_date_of_their_award():
    notice = award_notice()
    for gone in ("value", "date"):
        del notice["awards"][0][gone]
    contract = {"id": "1", "awardID": "1", "dateSigned": "2026-07-10T00:00:00+01:00"}
    notice["contracts"] = [contract | {"value": {"amount": 100}}, contract | {"id": "2", "value": {"amount": 50.5}}]
    award = mapped(notice).awards[0]
    assert (award.value, award.awarded_on) == (Decimal("150.50"), dt.date(2026, 7, 10))


def test_contract_without_its_award_counts_as_one():
    notice = award_notice()
    del notice["awards"]
    notice["contracts"] = [{"id": "7", "awardID": "3", "dateSigned": "2026-07-10T00:00:00Z", "value": {"amount": 9}}]
    awards = mapped(notice).awards
    assert [(award.reference, award.value, award.suppliers) for award in awards] == [("3", 9, ())]


def test_bids_of_the_lot_of_an_award_are_its_bids():
    notice = award_notice()
    notice["bids"]["statistics"] = [
        {"measure": "finalStageBids", "value": "7", "relatedLot": "1"},
        {"measure": "bids", "value": 9, "relatedLot": "2"},
        {"measure": "lowestValidBidValue", "value": 1000, "currency": "GBP"},
        {"measure": "vcseFinalStageBids", "value": 2.0, "relatedLot": "1"},
    ]
    award = mapped(notice).awards[0]
    assert (award.bids_received, award.voluntary_bids_received) == (7, 2)


def test_joint_is_said_only_where_it_is_certain():
    award = award_notice(suppliers=("Saltwick Consortium",))
    assert mapped(award).awards[0].is_joint is True
    award = award_notice(suppliers=("A Ltd", "B Ltd"))
    assert mapped(award).awards[0].is_joint is None
    award["awards"][0]["description"] = "Awarded to a consortium led by A Ltd."
    assert mapped(award).awards[0].is_joint is True
    assert mapped(award_notice(suppliers=("A Ltd",))).awards[0].is_joint is False
    assert is_joint((), "Northern Purchasing Consortium: stationery") is None


def test_supplier_named_twice_is_one_supplier():
    notice = award_notice()
    notice["awards"][0]["suppliers"] *= 2
    assert len(mapped(notice).awards[0].suppliers) == 1


# --- buyers


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Harrowmere City Council", BodyKind.COUNCIL),
        ("London Borough of Saltwick", BodyKind.COUNCIL),
        ("NHS Saltwick Integrated Care Board", BodyKind.INTEGRATED_CARE_BOARD),
        ("Marlbeck NHS Foundation Trust", BodyKind.NHS_TRUST),
        ("Police and Crime Commissioner for Marlbeck", BodyKind.POLICE_AND_CRIME_COMMISSIONER),
        ("Marlbeck Combined Authority", BodyKind.COMBINED_AUTHORITY),
        ("Department for Invention", BodyKind.CENTRAL_DEPARTMENT),
        ("University of Saltwick", BodyKind.EDUCATION),
        ("Marlbeck Parish Council", ""),
        ("Harrowmere Research Council", ""),
        ("Marlbeck Fire Authority", ""),
        ("Anything Ltd", ""),
    ],
)
def test_kind_of_buyer_is_told_only_by_names_that_leave_no_doubt(name, kind):
    assert kind_of(name) == kind


def test_names_are_compared_without_case_article_and_punctuation():
    assert plain_name("The Saltwick & Marlbeck  Council.") == plain_name("SALTWICK AND MARLBECK COUNCIL")


def test_joint_buyers_are_the_other_buyers():
    other = buyer_party("Marlbeck Council", "GB-PPON-PXXX-0002-TEST")
    notice = tender_notice()
    notice["parties"] += [other, other | {"id": "GB-PPON-PXXX-0003-TEST", "roles": ["reviewBody"]}]
    assert [buyer.name for buyer in mapped(notice).joint_buyers] == ["Marlbeck Council"]


def test_buyer_is_found_by_its_role_where_the_release_names_none():
    notice = tender_notice()
    del notice["buyer"]
    assert mapped(notice).buyer.name == "Harrowmere City Council"


# --- the rest


def test_notice_page_is_that_of_the_notice_itself():
    other = "https://www.contractsfinder.service.gov.uk/Notice/Attachment/1"
    assert notice_url({"id": "x", "tender": {"documents": [{"id": "1", "url": other}]}}) == ""
    both = [document("000101-2026", "UK4"), document("000104-2026", "UK4")]
    assert notice_url({"id": "000101-2026", "tender": {"documents": both}}).endswith("000101-2026")


def test_end_before_start_is_not_known():
    lots = tender_notice()["tender"]["lots"][:1]
    lots[0]["contractPeriod"] = {"startDate": "2026-09-01", "endDate": "2026-08-01"}
    assert tender(lots=lots).lots[0].ends_on is None


def test_lots_that_share_a_number_are_both_kept():
    lots = tender_notice()["tender"]["lots"]
    lots[1]["id"] = "1"
    assert [each.number for each in tender(lots=lots).lots] == ["1", "1 (2)"]


def test_items_without_a_lot_count_for_every_lot():
    loose = item("1", "98133110", "UKE42")
    del loose["relatedLot"]
    assert [each.delivery.services for each in tender(items=[loose]).lots] == [("youth-work",)] * 2


def test_reasons_say_what_is_missing():
    bare = release(tender={"status": "active"})
    missing = {"no_title", "no_services", "no_places", "no_value", "no_deadline", "no_lots"}
    assert set(mapped(bare).reasons) == missing
    assert not mapped(bare).mapped["value"]


def test_a_delta_is_not_blamed_for_what_it_leaves_out():
    assert mapped(award_notice() | {"tag": ["awardUpdate"]}).reasons == ()


NAMES = st.sampled_from(
    [
        *("ocid", "id", "date", "tag", "tender", "planning", "awards", "contracts", "parties", "buyer", "name", "lots"),
        *("items", "value", "amount", "currency", "status", "title", "suppliers", "roles", "identifier", "details"),
        *("deliveryAddresses", "region", "postalCode", "classification", "additionalClassifications", "scheme"),
        *("tenderPeriod", "endDate", "contractPeriod", "startDate", "documents", "url", "noticeType", "bids"),
        *("statistics", "measure", "relatedLot", "relatedLots", "suitability", "sme", "techniques", "legalBasis"),
        *("specialRegime", "milestones", "communication", "otherRequirements", "reservedParticipation", "awardID"),
    ]
)
WORDS = st.sampled_from(
    ["", "1", "active", "cancelled", "tender", "award", "CPV", "85000000", "UKD3", "LS1 1UR", "buyer"]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=5)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=25,
)


@given(st.dictionaries(NAMES, ANYTHING, max_size=8))
def test_any_json_object_can_be_mapped(anything):
    opportunity = mapped(anything)
    assert opportunity.lots
    assert opportunity.title
    assert all(lot.number for lot in opportunity.lots)


FIELDS = sorted(tender_notice()["tender"])


@given(st.sampled_from(FIELDS), ANYTHING)
def test_any_field_of_a_tender_may_hold_anything(field, anything):
    notice = tender_notice()
    notice["tender"][field] = anything
    opportunity = mapped(notice, award_notice())
    assert opportunity.buyer.name == "Harrowmere City Council"


@given(st.sampled_from(["suppliers", "value", "relatedLots", "date", "documents", "items", "status", "id"]), ANYTHING)
def test_any_field_of_an_award_may_hold_anything(field, anything):
    notice = award_notice()
    notice["awards"][0][field] = anything
    assert mapped(notice).buyer.name == "Harrowmere City Council"


def test_awards_that_say_nothing_are_no_awards():
    change = award_notice("000400-2026")
    change["awards"] = [{"id": str(n), "amendments": [{"id": "1"}]} for n in range(34)]
    change["awards"][0]["documents"] = [document("000400-2026", "UK15")]
    opportunity = mapped(change)
    assert opportunity.awards == ()
    assert "nothing_bought" in opportunity.reasons


def test_procurement_without_a_title_is_called_by_how_its_description_begins():
    assert tender(title=None, description="We buy   youth work.").title == "We buy youth work."


def test_delta_alone_is_not_yet_an_opportunity():
    delta = {"ocid": "ocds-h6vhtk-0aaaa1", "id": "9", "tag": ["tenderUpdate"], "tender": {"status": "active"}}
    assert not mapped(delta).is_opportunity
    assert mapped(tender_notice(), delta).is_opportunity
