"""Lists of services that programme managers enter from the law."""

import datetime as dt

import pytest
from django.urls import reverse

from commissioners.models import ServiceList
from partnerships_portal.accounts.models import AuditEvent
from tests.factories.legal import ServiceListFactory

pytestmark = pytest.mark.django_db
CREATE = ["reservable"]


def typed(**more):
    days = {"valid_from_0": "1", "valid_from_1": "4", "valid_from_2": "2026"}
    days |= {"checked_on_0": "20", "checked_on_1": "11", "checked_on_2": "2026"}
    return {"codes": "85312000-9 Social work\n85000000\n", "source_link": "https://law.example/r", **days, **more}


@pytest.fixture
def post(sign_in, staff):
    browser, address = sign_in(staff), reverse("service_list_create", args=CREATE)
    return lambda **more: browser.post(address, typed(**more))


def test_a_list_is_checked_before_it_is_saved(post):
    page = post(step="check").content.decode()
    assert "Check the list before you save it" in page
    assert "85000000, 85312000" in page
    for name, value in typed().items():
        assert f'name="{name}" value="{value}"' in page
    assert not ServiceList.objects.exists()
    assert post(step="save").url == reverse("service_lists")
    entered = ServiceList.objects.get()
    assert (entered.codes, entered.valid_from) == (["85000000", "85312000"], dt.date(2026, 4, 1))
    assert AuditEvent.objects.filter(action="service_list_entered", target_id=entered.pk).exists()


def test_going_back_keeps_what_was_typed(post):
    page = post(step="change").content.decode()
    assert "85312000-9 Social work" in page
    assert not ServiceList.objects.exists()


def test_each_wrong_line_is_named_and_the_right_ones_are_kept(post):
    page = post(step="check", codes="85312000-9\n8531\n\nSocial work\n11000000").content.decode()
    assert "Line 2, “8531”" in page
    assert "Line 4, “Social work”" in page
    assert "Line 5, “11000000”: no CPV code begins with 11" in page
    assert "Line 1" not in page
    assert "85312000-9\n8531" in page.replace("\r\n", "\n")
    assert not ServiceList.objects.exists()


def test_a_source_and_its_days_are_needed(post):
    page = post(step="check", source_link="", valid_from_0="", valid_from_1="", valid_from_2="", checked_on_2="2099")
    words = page.content.decode()
    assert "Enter the address of the law that lists them" in words
    assert "Enter the day from which the list is in force" in words
    assert "enter today or a day before" in words


def test_a_new_list_ends_the_one_before(post):
    before = ServiceListFactory()
    other = ServiceListFactory(kind="health_care")
    post(step="save")
    before.refresh_from_db()
    other.refresh_from_db()
    assert (before.valid_to, other.valid_to) == (dt.date(2026, 3, 31), None)


def test_a_list_from_before_ends_where_the_next_begins(post):
    ServiceListFactory(valid_from=dt.date(2026, 10, 1))
    post(step="save")
    assert ServiceList.objects.get(valid_from=dt.date(2026, 4, 1)).valid_to == dt.date(2026, 9, 30)


def test_saving_twice_enters_it_once(post):
    post(step="save")
    assert b"was entered already" in post(step="save").content
    assert ServiceList.objects.count() == 1


def test_staff_see_what_was_entered_and_what_was_not(sign_in, analyst):
    ServiceListFactory()
    page = sign_in(analyst).get(reverse("service_lists")).content.decode()
    assert "1 code, from 24 February 2025" in page
    assert page.count("Not entered yet.") == 2
    assert "Enter a new list" not in page


def test_there_is_no_list_of_another_kind(sign_in, staff):
    assert sign_in(staff).get(reverse("service_list_create", args=["nonsense"])).status_code == 404
