"""Promises about comparing: up to four side by side, what is kept stays kept, and one's comparisons are one's own."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mutuals import search
from mutuals.actions import comparing
from mutuals.models import Organisation, SavedComparison
from mutuals.visibility import Visibility
from partnerships_portal.accounts.models import AuditEvent
from tests.factories import (
    LocalAuthorityFactory,
    MembershipFactory,
    OrganisationFactory,
    RegionFactory,
    SavedComparisonFactory,
    ServiceAreaFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def compare(sign_in):
    """`compare(person, *organisations)` is the page on which the person sees them side by side."""

    def get(person, *organisations, **also):
        search.refresh()
        ids = [getattr(one, "pk", one) for one in organisations]
        return sign_in(person).get(reverse("organisation_compare"), {"with": ids} | also)

    return get


def columns(response) -> list[str]:
    return [column.name for column in response.context["comparison"].columns]


def line(response, label):
    return next((one.cells for one in response.context["comparison"].lines if one.label == label), None)


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_organisations_stand_in_the_order_of_the_address(compare):
    first, second = OrganisationFactory(name="Beech"), OrganisationFactory(name="Alder")
    assert columns(compare(None, first, second)) == ["Beech", "Alder"]


def test_what_all_have_in_common_comes_first_and_says_so(compare):
    nursing, therapy, dental = (ServiceAreaFactory(name=name) for name in ("Nursing", "Therapy", "Dental"))
    one = OrganisationFactory(services=[nursing, dental])
    other = OrganisationFactory(services=[therapy, dental])
    cells = line(compare(None, one, other), "Services")
    assert [[(mark.text, mark.is_shared) for mark in cell.marks] for cell in cells] == [
        [("Dental", True), ("Nursing", False)],
        [("Dental", True), ("Therapy", False)],
    ]


def test_whole_regions_are_named_as_such_and_districts_one_by_one(compare):
    north = RegionFactory(name="North", slug="north")
    here, there = (LocalAuthorityFactory(name=name, region=north) for name in ("Here", "There"))
    whole, part = OrganisationFactory(places=[here, there]), OrganisationFactory(places=[here])
    everywhere = OrganisationFactory(is_national=True)
    cells = line(compare(None, whole, part, everywhere), "Places")
    assert [[mark.text for mark in cell.marks] for cell in cells] == [
        ["All of North"],
        ["Here"],
        ["Anywhere in England"],
    ]


def test_section_that_is_kept_is_said_to_be_and_nothing_of_it_is_in_the_page(compare, other_owner):
    open_one = OrganisationFactory(turnover_band=2, visibility_size=Visibility.PUBLIC)
    kept = OrganisationFactory(
        turnover_band=7, social_value="Hydrotherapy for all", visibility_social_value=Visibility.SIGNED_IN
    )
    page = compare(None, open_one, kept)
    assert [cell.text for cell in line(page, "Turnover a year")] == ["£1 million to £2.5 million", ""]
    assert [cell.is_shown for cell in line(page, "Turnover a year")] == [True, False]
    assert "Hydrotherapy" not in text(page)
    assert "Hydrotherapy" in text(compare(other_owner, open_one, kept))


def test_line_that_nobody_shows_is_left_out(compare):
    two = [OrganisationFactory(values=["quality"], turnover_band=2) for _ in range(2)]
    page = compare(None, *two)
    assert line(page, "Values") is None and line(page, "Turnover a year") is None


def test_what_is_for_partners_or_the_programme_is_read_on_the_profile_only(compare, staff, other_owner):
    secret = OrganisationFactory(summary="Quillon", visibility_about=Visibility.PARTNERS, turnover=1_234_567)
    for person in (staff, other_owner):
        page = text(compare(person, secret, OrganisationFactory()))
        assert "Quillon" not in page and "1,234,567" not in page


def test_fifth_is_left_out_by_name(compare):
    five = [OrganisationFactory(name=f"Organisation {number}") for number in range(5)]
    page = compare(None, *five)
    assert columns(page) == [f"Organisation {number}" for number in range(4)]
    assert "You can compare up to four organisations. Left out: Organisation 4." in text(page)


def test_organisation_that_closed_or_was_never_there_drops_out_with_a_note(compare, other_owner):
    stays, closed = OrganisationFactory(name="Stays"), OrganisationFactory(name="Gone Away")
    waiting = OrganisationFactory(name="Not yet", admitted_at=None)
    Organisation.objects.filter(pk=closed.pk).update(closed_at=timezone.now())
    page = compare(other_owner, stays, closed, waiting, 99999999)
    assert columns(page) == ["Stays"]
    assert "3 of the organisations asked for are not in the directory any more" in text(page)
    assert "Gone Away" not in text(page) and "Not yet" not in text(page)


@pytest.mark.parametrize("rubbish", ["x", "", "-1", "1e9", "9" * 40, "\x00", "²"])
def test_rubbish_in_the_address_is_not_an_error(compare, rubbish):
    assert columns(compare(None, rubbish)) == []


def test_one_can_be_taken_away_and_another_added(compare):
    one, other = OrganisationFactory(), OrganisationFactory()
    page = compare(None, one, other)
    assert page.context["comparison"].columns[0].without_url == f"/organisations/compare/?with={other.pk}"
    assert page.context["list_url"] == f"/organisations/?with={one.pk}&with={other.pk}"


def test_list_keeps_what_is_chosen_so_far(sign_in):
    chosen = OrganisationFactory(name="Zebra")
    for number in range(25):
        OrganisationFactory(name=f"Alder {number:02}")
    search.refresh()
    page = sign_in(None).get("/organisations/", {"with": chosen.pk}).content.decode()
    assert "To compare so far: Zebra" in page
    assert page.count(f'<input type="hidden" name="with" value="{chosen.pk}">') == 2  # the filters, and the comparison
    last = sign_in(None).get("/organisations/", {"with": chosen.pk, "page": 2}).content.decode()
    assert f'value="{chosen.pk}" id="pick-{chosen.pk}" checked' in last
    assert last.count(f'<input type="hidden" name="with" value="{chosen.pk}">') == 1


def test_comparing_four_takes_as_many_queries_as_comparing_two(compare, other_owner):
    four = [OrganisationFactory(services=[ServiceAreaFactory()], places=[LocalAuthorityFactory()]) for _ in range(4)]
    compare(other_owner, *four)

    def queries(*organisations):
        with CaptureQueriesContext(connection) as captured:
            compare(other_owner, *organisations)
        return len(captured)

    assert queries(*four) == queries(*four[:2])


@pytest.fixture
def save(sign_in):
    """`save(person, name, *organisations)` posts the form under a comparison."""

    def post(person, name, *organisations):
        search.refresh()
        data = {"name": name, "with": [one.pk for one in organisations]}
        return sign_in(person).post(reverse("comparison_save"), data)

    return post


def test_person_saves_a_comparison_and_finds_it_again(save, sign_in, stranger):
    two = [OrganisationFactory(name="Alder"), OrganisationFactory(name="Beech")]
    assert save(stranger, "Nurses", *two).status_code == 302
    page = sign_in(stranger).get(reverse("comparison_list"))
    (kept,) = page.context["kept"]
    assert (kept.name, kept.names) == ("Nurses", ("Alder", "Beech"))
    assert columns(sign_in(stranger).get(kept.url)) == ["Alder", "Beech"]
    assert AuditEvent.objects.filter(action="comparison_saved", actor=stranger).count() == 1


def test_same_comparison_sent_twice_is_one(save, stranger):
    two = [OrganisationFactory(), OrganisationFactory()]
    assert [save(stranger, "Nurses", *two).status_code for _ in range(2)] == [302, 302]
    assert SavedComparison.objects.count() == 1


def test_name_that_stands_for_others_is_refused_and_kept_in_the_form(save, stranger):
    one, two, three = (OrganisationFactory() for _ in range(3))
    save(stranger, "Nurses", one, two)
    page = save(stranger, "Nurses", one, three)
    assert "Enter another name: you have a comparison called “Nurses” already" in text(page)
    assert 'value="Nurses"' in page.content.decode() and columns(page) == [one.name, three.name]


def test_name_is_needed_and_two_organisations(save, stranger):
    one, two = OrganisationFactory(), OrganisationFactory()
    assert "Enter a name to find this comparison by" in text(save(stranger, " ", one, two))
    assert "Choose two to four organisations" in save(stranger, "Alone", one).context["form"].errors["name"][0]
    assert not SavedComparison.objects.exists()


def test_no_more_than_fifty_are_kept(save, stranger, monkeypatch):
    monkeypatch.setattr(comparing, "MOST_KEPT", 1)
    one, two = OrganisationFactory(), OrganisationFactory()
    save(stranger, "First", one, two)
    assert "Remove a comparison first" in text(save(stranger, "Second", one, two))


def test_comparisons_of_others_do_not_exist(sign_in, stranger, other_owner):
    theirs = SavedComparisonFactory(person=other_owner, name="Theirs")
    assert "Theirs" not in text(sign_in(stranger).get(reverse("comparison_list")))
    assert sign_in(stranger).post(reverse("comparison_remove", args=[theirs.pk])).status_code == 404
    assert sign_in(other_owner).post(reverse("comparison_remove", args=[theirs.pk])).status_code == 302
    assert not SavedComparison.objects.exists()


def test_saved_comparison_counts_those_who_left_without_naming_them(sign_in, stranger):
    stays, gone = OrganisationFactory(name="Stays"), OrganisationFactory(name="Gone Away", closed_at=timezone.now())
    MembershipFactory(organisation=stays)
    SavedComparisonFactory(person=stranger, of=[stays, gone])
    page = sign_in(stranger).get(reverse("comparison_list"))
    assert "Stays, and 1 that is not in the directory any more" in text(page) and "Gone Away" not in text(page)


def test_list_of_comparisons_takes_as_many_queries_for_many_as_for_one(sign_in, stranger):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            sign_in(stranger).get(reverse("comparison_list"))
        return len(captured)

    SavedComparisonFactory(person=stranger, of=[OrganisationFactory(), OrganisationFactory()])
    few = queries()
    for _ in range(5):
        SavedComparisonFactory(person=stranger, of=[OrganisationFactory(), OrganisationFactory()])
    assert queries() == few
