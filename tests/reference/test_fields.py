"""Promises about choosing services and places in forms."""

import pytest
from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string

from partnerships_portal.reference.fields import DistrictsField, RegionsField, ServicesField
from tests.factories import LocalAuthorityFactory, RegionFactory, ServiceAreaFactory

pytestmark = pytest.mark.django_db


class ChoiceForm(forms.Form):
    services = ServicesField()
    places = DistrictsField(required=False)
    regions = RegionsField(required=False)


@pytest.fixture
def youth_work():
    return ServiceAreaFactory(code="youth-work", name="Youth work")


@pytest.fixture
def torridge():
    return LocalAuthorityFactory(code="E07000046", name="Torridge", region=RegionFactory(name="South West"))


def bound(address):
    return ChoiceForm(QueryDict(address))


def test_choices_come_back_as_rows(youth_work, torridge):
    form = bound(f"services=youth-work&places={torridge.code}&regions={torridge.region.code}")
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"services": [youth_work], "places": [torridge], "regions": [torridge.region]}


@pytest.mark.parametrize("code", ["nonsense", "%00", "9" * 40, "health"])
def test_what_is_not_in_the_list_is_refused_kindly(youth_work, code):
    form = bound(f"services={code}")
    assert form.errors["services"] == ["Choose from the list"]


def test_wrong_form_keeps_what_was_ticked(youth_work, torridge):
    form = bound(f"places={torridge.code}")
    assert not form.is_valid()
    ticked = [option.label for group in form["places"].groups for option in group.options if option.checked]
    assert ticked == ["Torridge"]


def test_saved_choices_are_ticked_in_their_groups(youth_work):
    ServiceAreaFactory(name="Play")
    form = ChoiceForm(initial={"services": [youth_work]})
    [group] = form["services"].groups
    assert (group.title, group.checked, len(group.options)) == ("Health", 1, 2)


def test_each_checkbox_has_one_id_and_errors_lead_to_the_first(youth_work, torridge):
    form = bound("")
    assert not form.is_valid()
    page = render_to_string("components/service_chooser.html", {"field": form["services"], "legend": "Services"})
    page += render_to_string(
        "components/place_chooser.html", {"field": form["places"], "regions": form["regions"], "legend": "Places"}
    )
    assert page.count('id="id_services_1"') == page.count('id="id_places_1"') == page.count('id="id_regions_1"') == 1
    assert "The whole region" in page


def test_one_form_reads_its_rows_once(youth_work, torridge, django_assert_num_queries):
    form = bound("services=youth-work")
    with django_assert_num_queries(3):
        form.is_valid()
        for name in form.fields:
            assert form[name].groups


def test_new_rows_are_offered_to_the_next_form(youth_work):
    assert len(ChoiceForm()["services"].options) == 1
    ServiceAreaFactory()
    assert len(ChoiceForm()["services"].options) == 2
