"""Promises of editing a profile: what was typed is kept, what changed is recorded once, bands follow figures."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from mutuals import actions
from mutuals.forms import SECTION_FORMS
from mutuals.models import Network, Organisation, ServiceClaim
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.changes.models import Change
from partnerships_portal.reference.postcodes import find_postcode
from tests.factories import LocalAuthorityFactory, OrganisationFactory, ServiceAreaFactory, ServiceClaimFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(sign_in, owner, organisation):
    """`post(section, **fields)` saves a section as the owner, as if the form had just been opened."""

    def send(section, person=owner, *, seen=None, **fields):
        form = SECTION_FORMS[section](organisation=organisation)
        if seen is None:
            seen = form.initial.get("seen", "")
        address = reverse("organisation_edit", args=[organisation.pk, section])
        return sign_in(person).post(address, {"seen": seen, **fields})

    return send


def errors(response) -> list[str]:
    return [error for listed in response.context["form"].errors.values() for error in listed]


def stored(organisation) -> Organisation:
    return Organisation.objects.get(pk=organisation.pk)


ABOUT = {"name": "Harrowmere Community Health", "kind": "mutual"}


def test_saving_records_who_changed_which_fields_and_marks_the_organisation(post, organisation, owner):
    assert post("about", **ABOUT, summary="Nurses", parent_body="Marlbeck Council").status_code == 302
    event = AuditEvent.objects.get()
    assert (event.actor, event.action, event.target_id) == (owner, "profile_saved", organisation.pk)
    assert event.details == {"section": "about", "fields": ["summary", "parent_body"]}
    assert Change.objects.get().object_id == organisation.pk


def test_audit_event_carries_no_private_value(post):
    post("size", turnover="£1,234,567")
    assert "1234567" not in str(AuditEvent.objects.get().details)


def test_saving_what_is_already_there_changes_nothing(post, organisation):
    for _ in range(2):
        post("capacity", capacity="12.5", volume_of_work="20")
    assert AuditEvent.objects.count() == Change.objects.count() == 1
    assert (stored(organisation).capacity, stored(organisation).volume_of_work) == (12.5, 20)


def test_form_sent_twice_changes_nothing_twice(post, organisation):
    seen = SECTION_FORMS["capacity"](organisation=organisation).initial["seen"]
    for _ in range(2):
        assert post("capacity", seen=seen, capacity="12").status_code == 302
    assert AuditEvent.objects.count() == 1


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten_unknowingly(post, organisation, editor):
    seen = SECTION_FORMS["capacity"](organisation=organisation).initial["seen"]
    post("capacity", person=editor, capacity="30")
    response = post("capacity", seen=seen, capacity="12")
    assert "Somebody else changed this section" in errors(response)[0]
    assert stored(organisation).capacity == 30
    again = response.context["form"]["seen"].value()
    assert post("capacity", seen=again, capacity="12").status_code == 302
    assert stored(organisation).capacity == 12


def test_another_section_changed_meanwhile_is_no_hindrance(post, organisation, editor):
    seen = SECTION_FORMS["capacity"](organisation=organisation).initial["seen"]
    post("history", person=editor, risk_appetite="3")
    assert post("capacity", seen=seen, capacity="12").status_code == 302


@pytest.mark.parametrize(("figure", "band"), [("0", 0), ("249,999", 0), ("250000", 1), ("£100,000,000", 8)])
def test_exact_turnover_sets_its_band(post, organisation, figure, band):
    post("size", turnover=figure)
    assert stored(organisation).turnover_band == band


def test_band_that_was_there_follows_a_new_figure(post, organisation):
    post("size", turnover="600,000", staff="20")
    post("size", turnover="6,000,000", turnover_band="1", staff="20", staff_band="1")
    assert stored(organisation).turnover_band == 4


def test_figure_beside_another_band_is_asked_about_and_not_dropped(post, organisation):
    said = errors(post("size", turnover="£1,234,567", turnover_band="4", staff="85", staff_band="0"))
    assert said == [
        "Turnover: £1,234,567 lies in “£1 million to £2.5 million”. Choose that band, or empty the exact figure",
        "Number of staff: 85 lies in “50 to 249 staff”. Choose that band, or empty the exact figure",
    ]
    assert stored(organisation).turnover is None


@pytest.mark.parametrize("section", SECTION_FORMS)
def test_every_message_names_its_field_and_says_what_to_do(section, post, organisation):
    """Whatever is typed into any field: no message is one of the framework's own, which name nothing."""
    Network.objects.create(name="Network")
    ServiceClaimFactory(organisation=organisation)
    form = SECTION_FORMS[section](organisation=organisation)
    for typed in ("x" * 5_000, "-1", "99999999999999999999", "http://", "", "a@b", "31"):
        fields = dict.fromkeys((name for name in form.fields if name != "seen"), typed)
        dates = {f"{name}_{part}": typed for name in form.fields for part in range(3)}
        response = post(section, **(dates | fields))
        for message in errors(response) if response.status_code == 200 else ():
            assert not message.startswith(("Ensure", "Select a valid", "This field", "Enter a valid", "“x")), message
            assert "is not one of" not in message


def test_band_alone_is_enough(post, organisation):
    post("size", turnover_band="4", staff_band="2")
    now = stored(organisation)
    assert (now.turnover, now.turnover_band, now.staff, now.staff_band) == (None, 4, None, 2)


@pytest.mark.parametrize(
    ("section", "field", "typed", "says"),
    [
        ("size", "turnover", "lots", "Turnover must be a number"),
        ("size", "turnover", "-5", "Turnover must be a number"),
        ("size", "turnover", "9" * 40, "Turnover must be a number"),
        ("size", "turnover", "٣٤٥", "Turnover must be a number"),
        ("size", "staff", "12.5", "Enter the number of staff in digits, like 45"),
        ("size", "turnover_band", "99", "choose one of the answers"),
        ("capacity", "capacity", "0", "must be between"),
        ("history", "risk_appetite", "6", "choose one of the answers"),
        ("ways_of_working", "values_chosen", "greed", "Choose values from the list"),
        ("partnering", "offers", "x" * 2001, "2,000 characters or fewer"),
    ],
)
def test_what_cannot_be_taken_is_said_kindly_and_kept_as_typed(post, organisation, section, field, typed, says):
    Network.objects.create(name="Network")
    response = post(section, **{field: typed})
    assert response.status_code == 200
    assert says in " ".join(errors(response))
    assert response.context["form"].data[field] == typed
    assert response.content.decode().count("There is a problem") == 1
    assert not AuditEvent.objects.exists()


def test_postcode_finds_the_district(post, organisation, reference_data):
    post("about", **ABOUT, base_postcode=" ls11ur ")
    now = stored(organisation)
    assert (now.base_postcode, now.base_authority.name) == ("LS1 1UR", "Leeds")
    place = find_postcode("LS1 1UR")
    assert (now.base_easting, now.base_northing) == (place.easting, place.northing)
    post("about", **ABOUT, base_postcode="")
    assert stored(organisation).base_authority is None


@pytest.mark.parametrize(
    ("typed", "says"),
    [("LS1", "full UK postcode"), ("ZZ1 1ZZ", "Check the postcode"), ("EH1 1BB", "postcode in England")],
)
def test_postcode_that_cannot_be_placed_says_what_to_do(post, typed, says):
    assert says in errors(post("about", **ABOUT, base_postcode=typed))[0]


@pytest.mark.parametrize("date", [("31", "2", "2015"), ("1", "", "2015"), ("x", "1", "2015"), ("1", "1", "9999")])
def test_date_that_is_none_or_in_the_future_is_refused(post, date):
    day, month, year = date
    typed = {"founded_on_0": day, "founded_on_1": month, "founded_on_2": year}
    assert post("about", **ABOUT, **typed).status_code == 200


def test_dates_are_kept(post, organisation):
    post("about", **ABOUT, spun_out_on_0="1", spun_out_on_1="4", spun_out_on_2="2014")
    assert stored(organisation).spun_out_on == dt.date(2014, 4, 1)


def test_services_are_claimed_and_dropped_and_what_stays_keeps_its_evidence(post, organisation):
    kept, dropped, new = (ServiceAreaFactory() for _ in range(3))
    claim = ServiceClaimFactory(organisation=organisation, service_area=kept, contract="A contract")
    ServiceClaimFactory(organisation=organisation, service_area=dropped)
    response = post("services", areas=[kept.code, new.code])
    assert response["Location"] == reverse("organisation_edit", args=[organisation.pk, "evidence"])
    claims = {one.service_area: one for one in organisation.service_claims.all()}
    assert set(claims) == {kept, new}
    assert (claims[kept].pk, claims[kept].contract) == (claim.pk, "A contract")
    assert post("services", areas=[kept.code, new.code]).status_code == 302
    assert AuditEvent.objects.count() == 1


def test_group_is_not_a_service_that_can_be_claimed(post):
    group = ServiceAreaFactory().parent
    assert errors(post("services", areas=[group.code])) == ["Select services from the list"]
    assert errors(post("services")) == ["Select at least one service that you deliver"]


def test_new_evidence_is_to_be_verified_again(post, organisation, staff):
    claim = ServiceClaimFactory(organisation=organisation, contract="Old")
    actions.verify_claim(claim=claim, by=staff, at=timezone.now())
    post("evidence", **{f"contract_{claim.pk}": "Old", f"buyer_{claim.pk}": ""})
    assert ServiceClaim.objects.get().verified_at
    post("evidence", **{f"contract_{claim.pk}": "New", f"buyer_{claim.pk}": "Marlbeck Council"})
    claim.refresh_from_db()
    assert (claim.contract, claim.contract_buyer, claim.verified_at) == ("New", "Marlbeck Council", None)


def test_services_and_evidence_changed_meanwhile_are_not_overwritten_unknowingly(post, organisation, editor):
    claim, new = ServiceClaimFactory(organisation=organisation, contract="Old"), ServiceAreaFactory()
    services = SECTION_FORMS["services"](organisation=organisation).initial["seen"]
    evidence = SECTION_FORMS["evidence"](organisation=organisation).initial["seen"]
    post("evidence", person=editor, **{f"contract_{claim.pk}": "Theirs"})
    post("services", person=editor, areas=[new.code, claim.service_area.code])
    assert "Somebody else" in errors(post("services", seen=services, areas=[new.code]))[0]
    assert "Somebody else" in errors(post("evidence", seen=evidence, **{f"contract_{claim.pk}": "Mine"}))[0]
    claim.refresh_from_db()
    assert claim.contract == "Theirs"


def test_evidence_of_another_organisation_cannot_be_written(organisation, owner):
    foreign = ServiceClaimFactory(contract="Theirs")
    actions.save_evidence(organisation=organisation, evidence={foreign.pk: ("Ours", "")}, by=owner, at=timezone.now())
    assert ServiceClaim.objects.get(pk=foreign.pk).contract == "Theirs"


def test_buyer_without_a_contract_is_asked_for_it(post, organisation):
    claim = ServiceClaimFactory(organisation=organisation)
    assert "enter the contract as well" in errors(post("evidence", **{f"buyer_{claim.pk}": "Marlbeck"}))[0]


def test_whole_region_stands_for_all_its_districts(post, organisation):
    inside = [LocalAuthorityFactory() for _ in range(1)]
    inside.append(LocalAuthorityFactory(region=inside[0].region))
    outside = LocalAuthorityFactory()
    post("places", regions=[inside[0].region.code], districts=[outside.code])
    assert set(organisation.places.all()) == {*inside, outside}
    form = SECTION_FORMS["places"](organisation=organisation)
    assert [region.value for region in form["regions"].options if region.checked] == [
        inside[0].region.code,
        outside.region.code,
    ]
    assert not [district for district in form["districts"].options if district.checked]
    post("places", districts=[inside[0].code])
    assert set(organisation.places.all()) == {inside[0]}


def test_national_needs_contracts_that_show_it(post, organisation):
    assert "Name contracts" in errors(post("places", is_national="on"))[0]
    post("places", is_national="on", national_evidence="Advice lines in six regions")
    assert stored(organisation).is_national


def test_at_least_one_place_is_asked_for(post):
    assert errors(post("places")) == ["Select at least one place where you deliver services"]


def test_what_was_ticked_is_still_ticked_when_something_is_wrong(post):
    place = LocalAuthorityFactory()
    LocalAuthorityFactory(region=place.region)
    response = post("places", districts=[place.code], is_national="on")
    ticked = [option.value for option in response.context["form"]["districts"].options if option.checked]
    assert ticked == [place.code]


def test_values_and_networks_are_saved(post, organisation):
    network = Network.objects.create(name="Network")
    post("ways_of_working", values_chosen=["staff_voice", "openness"], pace_of_decisions="2")
    post("partnering", networks=[network.pk], offers="Minibuses")
    now = stored(organisation)
    assert (now.values, now.pace_of_decisions) == (["staff_voice", "openness"], 2)
    assert list(now.networks.all()) == [network]
    post("partnering", networks=[network.pk], offers="Minibuses")
    assert AuditEvent.objects.count() == 2


def test_changed_summary_is_found_at_once(post, sign_in):
    post("about", **ABOUT, summary="Hydrotherapy pools")
    page = sign_in(None).get(reverse("organisation_list"), {"q": "hydrotherapy"})
    assert page.context["listing"].total == 1


def test_profile_of_a_closed_organisation_cannot_be_edited(post, organisation):
    Organisation.objects.filter(pk=organisation.pk).update(closed_at=timezone.now())
    assert post("capacity", capacity="3").status_code == 403


def test_name_of_another_organisation_is_not_taken(post, organisation):
    OrganisationFactory(name="Larkfold Together CIC")
    assert "is in the directory already" in errors(post("about", **ABOUT | {"name": "LARKFOLD together"}))[0]
    assert stored(organisation).name == "Harrowmere Community Health"


def test_own_name_is_kept_though_another_is_called_the_same(post, organisation):
    OrganisationFactory(name=organisation.name)
    assert post("about", **ABOUT, summary="Nurses").status_code == 302


def test_unadmitted_organisation_of_the_same_name_is_not_revealed(post):
    OrganisationFactory(name="Larkfold Together", admitted_at=None)
    assert post("about", **ABOUT | {"name": "Larkfold Together"}).status_code == 302


def test_position_follows_the_postcode(post, organisation, reference_data):
    post("about", **ABOUT, base_postcode="LS1 1UR")
    here = stored(organisation)
    assert 425_000 < here.base_easting < 435_000 and 430_000 < here.base_northing < 438_000
    assert here.directory_entry.easting == here.base_easting
    post("about", **ABOUT, base_postcode="M1 1AE")
    assert stored(organisation).base_easting < 390_000
    post("about", **ABOUT, base_postcode="")
    assert (stored(organisation).base_easting, stored(organisation).base_northing) == (None, None)


def test_unknown_section_is_not_found(sign_in, owner, organisation):
    address = reverse("organisation_edit", args=[organisation.pk, "no-such"])
    assert sign_in(owner).get(address).status_code == 404


@pytest.mark.parametrize("section", SECTION_FORMS)
def test_words_of_people_are_shown_as_text_never_as_markup(section, sign_in, owner, organisation):
    mark = "<script>alert(1)</script>"
    claim = ServiceClaimFactory(organisation=organisation, contract=mark, contract_buyer=mark)
    text = ("name", "summary", "parent_body", "partnering_experience", "offers", "looks_for", "national_evidence")
    Organisation.objects.filter(pk=organisation.pk).update(**dict.fromkeys(text, mark))
    assert claim
    for address in (organisation.get_absolute_url(), reverse("organisation_edit", args=[organisation.pk, section])):
        assert mark not in sign_in(owner).get(address).content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("company_number", "01234567", "01234567"),
        ("company_number", " 1234567 ", "01234567"),
        ("company_number", "oc 123 456", "OC123456"),
        ("company_number", "ip12345r", "IP12345R"),
        ("company_number", "", ""),
        ("charity_number", "298765", "298765"),
        ("charity_number", "1 123 456", "1123456"),
        ("charity_number", "1123456-1", "1123456-1"),
        ("charity_number", "sc012345", "SC012345"),
        ("charity_number", "", ""),
    ],
)
def test_register_numbers_are_taken_as_people_write_them(post, organisation, field, typed, kept):
    assert post("about", **ABOUT, **{field: typed}).status_code == 302
    assert getattr(stored(organisation), field) == kept


@pytest.mark.parametrize(
    ("field", "typed", "problem"),
    [
        ("company_number", "123456", "Enter a Companies House number of 8 characters, like 01234567 or OC123456"),
        ("company_number", "012345678", "Enter a Companies House number of 8 characters, like 01234567 or OC123456"),
        ("company_number", "ABC12345", "Enter a Companies House number of 8 characters, like 01234567 or OC123456"),
        ("company_number", "none", "Enter a Companies House number of 8 characters, like 01234567 or OC123456"),
        ("charity_number", "12345", "Enter a charity number of 6 to 8 digits, like 1123456 or 1123456-1"),
        ("charity_number", "123456789", "Enter a charity number of 6 to 8 digits, like 1123456 or 1123456-1"),
        ("charity_number", "12345678-12", "Enter a charity number of 6 to 8 digits, like 1123456 or 1123456-1"),
        ("charity_number", "exempt", "Enter a charity number of 6 to 8 digits, like 1123456 or 1123456-1"),
    ],
)
def test_what_is_no_register_number_is_refused_kindly(post, organisation, field, typed, problem):
    assert errors(post("about", **ABOUT, **{field: typed})) == [problem]
    assert getattr(stored(organisation), field) == ""
