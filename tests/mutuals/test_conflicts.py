"""Promises when two people edit one section at once: the second sees what changed, and nothing is lost."""

import pytest
from django.urls import reverse
from django.utils import timezone

from mutuals.forms import SECTION_FORMS, VisibilityForm
from mutuals.models import Organisation, ServiceClaim
from tests.factories import LocalAuthorityFactory, ServiceAreaFactory, ServiceClaimFactory

pytestmark = pytest.mark.django_db

ABOUT = {"name": "Harrowmere Community Health", "kind": "mutual"}


@pytest.fixture
def seen(organisation):
    """`seen(section)`: what somebody who opens the section now has seen."""
    return lambda section: SECTION_FORMS[section](organisation=now(organisation)).initial["seen"]


@pytest.fixture
def post(sign_in, owner, organisation):
    def send(section, person=owner, **fields):
        address = reverse("organisation_edit", args=[organisation.pk, section])
        return sign_in(person).post(address, fields)

    return send


def now(organisation) -> Organisation:
    return Organisation.objects.get(pk=organisation.pk)


def differences(response) -> dict:
    shown = response.context["form"].conflict.differences
    return {one.label: (one.theirs, one.typed, one.takes_theirs) for one in shown}


def test_second_owner_sees_who_wrote_what_and_when(post, seen, editor):
    opened = seen("about")
    post("about", person=editor, seen=opened, **ABOUT, summary="Nurses")
    response = post("about", seen=opened, **ABOUT, summary="Therapists")
    assert differences(response) == {"What you do": ("Nurses", "Therapists", False)}
    page = response.content.decode()
    assert f"{editor.name} saved this section on {timezone.localtime():%-d %B %Y}" in page.replace("&#x27;", "'")
    assert "Somebody else changed this section" in page and "Therapists</textarea>" in page


def test_what_the_person_did_not_touch_is_taken_from_the_other(post, seen, editor, organisation):
    opened = seen("about")
    post("about", person=editor, seen=opened, **ABOUT, summary="Nurses", parent_body="Marlbeck Council")
    response = post("about", seen=opened, **ABOUT, summary="Therapists")
    assert differences(response)["Public body that it left"] == ("Marlbeck Council", "Nothing", True)
    again = response.context["form"]["seen"].value()
    chosen = {"use_summary": "mine", "use_parent_body": "theirs"}
    assert post("about", seen=again, **ABOUT, summary="Therapists", **chosen).status_code == 302
    assert (now(organisation).summary, now(organisation).parent_body) == ("Therapists", "Marlbeck Council")


def test_taking_everything_from_the_other_changes_nothing(post, seen, editor, organisation):
    opened = seen("capacity")
    post("capacity", person=editor, seen=opened, capacity="30")
    again = post("capacity", seen=opened, capacity="12").context["form"]["seen"].value()
    assert post("capacity", seen=again, capacity="12", use_capacity="theirs").status_code == 302
    assert now(organisation).capacity == 30


def test_different_fields_of_one_section_are_no_conflict_where_both_forms_agree(post, seen, editor, organisation):
    opened = seen("capacity")
    post("capacity", person=editor, seen=opened, capacity="30")
    assert post("capacity", seen=opened, capacity="30", volume_of_work="20").status_code == 302
    assert (now(organisation).capacity, now(organisation).volume_of_work) == (30, 20)


def test_third_change_between_two_looks_is_shown_too(post, seen, editor):
    opened = seen("capacity")
    post("capacity", person=editor, seen=opened, capacity="30")
    again = post("capacity", seen=opened, capacity="12").context["form"]["seen"].value()
    post("capacity", person=editor, seen=again, capacity="40")
    response = post("capacity", seen=again, capacity="12", use_capacity="mine")
    assert differences(response) == {"Staff available for work": ("40.0", "12.0", False)}


def test_choices_are_shown_in_words(post, seen, editor):
    opened = seen("ways_of_working")
    post("ways_of_working", person=editor, seen=opened, values_chosen=["openness"], safeguarding="3")
    response = post("ways_of_working", seen=opened, values_chosen=["staff_voice"], safeguarding="0")
    assert differences(response) == {
        "Values that guide your decisions": ("Open books and data", "Strong staff voice", False),
        "Safeguarding level": ("Regulated activity, inspected", "No contact with people at risk", False),
    }


def test_exact_figure_kept_from_the_other_keeps_its_band(post, seen, editor, organisation):
    opened = seen("size")
    post("size", person=editor, seen=opened, turnover="5,000,000", turnover_band="")
    again = post("size", seen=opened, turnover="", turnover_band="1").context["form"]["seen"].value()
    post("size", seen=again, turnover="", turnover_band="1", use_turnover="theirs", use_turnover_band="mine")
    assert (now(organisation).turnover, now(organisation).turnover_band) == (5_000_000, 4)


def test_places_of_two_people_are_named(post, seen, editor, organisation):
    north, south = LocalAuthorityFactory(name="Northwick"), LocalAuthorityFactory(name="Southwick")
    LocalAuthorityFactory(region=north.region), LocalAuthorityFactory(region=south.region)
    opened = seen("places")
    post("places", person=editor, seen=opened, districts=[north.code])
    response = post("places", seen=opened, districts=[south.code])
    assert differences(response) == {"Districts": ("Northwick", "Southwick", False)}
    again = response.context["form"]["seen"].value()
    assert post("places", seen=again, districts=[south.code], use_places="theirs").status_code == 302
    assert [place.name for place in organisation.places.all()] == ["Northwick"]


def test_services_of_two_people_are_named(post, seen, editor, organisation):
    one, two = ServiceAreaFactory(name="Podiatry"), ServiceAreaFactory(name="Youth work")
    opened = seen("services")
    post("services", person=editor, seen=opened, areas=[one.code])
    response = post("services", seen=opened, areas=[two.code])
    assert differences(response) == {"Services": ("Podiatry", "Youth work", False)}
    again = response.context["form"]["seen"].value()
    assert post("services", seen=again, areas=[two.code], use_areas="theirs").status_code == 302
    assert ServiceClaim.objects.get().service_area == one


def test_evidence_of_two_people_is_named_by_service(post, seen, editor, organisation):
    claim = ServiceClaimFactory(organisation=organisation, service_area=ServiceAreaFactory(name="Podiatry"))
    contract, buyer = f"contract_{claim.pk}", f"buyer_{claim.pk}"
    opened = seen("evidence")
    post("evidence", person=editor, seen=opened, **{contract: "Feet, 2020", buyer: "Marlbeck"})
    response = post("evidence", seen=opened, **{contract: "Feet, 2022", buyer: ""})
    assert differences(response) == {
        "Podiatry: contract": ("Feet, 2020", "Feet, 2022", False),
        "Podiatry: with whom": ("Marlbeck", "Nothing", True),
    }
    again = response.context["form"]["seen"].value()
    typed = {contract: "Feet, 2022", buyer: "", f"use_{buyer}": "theirs"}
    assert post("evidence", seen=again, **typed).status_code == 302
    claim.refresh_from_db()
    assert (claim.contract, claim.contract_buyer) == ("Feet, 2022", "Marlbeck")


def test_levels_of_two_owners_are_shown_in_words(organisation, owner, editor, sign_in):
    form = VisibilityForm(organisation=organisation)
    values = {name: form.initial[name] for name in form.stored()}
    opened = form.initial["seen"]
    Organisation.objects.filter(pk=organisation.pk).update(visibility_size=3)
    address = reverse("organisation_visibility", args=[organisation.pk])
    response = sign_in(owner).post(address, values | {"seen": opened, "visibility_size": 0})
    assert differences(response) == {"Size": ("The programme only", "Everyone", False)}


def test_what_others_wrote_is_shown_as_text_never_as_markup(post, seen, editor):
    opened = seen("about")
    post("about", person=editor, seen=opened, **ABOUT, summary="<script>alert(1)</script>")
    page = post("about", seen=opened, **ABOUT, summary="Mine").content.decode()
    assert "<script>alert(1)" not in page and "&lt;script&gt;alert(1)" in page
