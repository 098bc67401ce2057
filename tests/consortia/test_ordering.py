"""Possible partners: who was shown often lately stands a little lower, and two places are for those who are new."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from consortia import findings
from consortia.fairness.ordering import NEW_PLACES, placed
from tests.factories import OrganisationFactory, PartnerMatchFactory

AT = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
LONG_AGO, LATELY = AT - dt.timedelta(days=900), AT - dt.timedelta(days=20)


def match(number, point, *, penalty=0.0, admitted_at=LONG_AGO):
    partner = SimpleNamespace(admitted_at=admitted_at)
    return SimpleNamespace(pk=number, partner_id=number, point=point, low=point, penalty=penalty, partner=partner)


def listed(matches, page=10):
    return placed(matches, at=AT, newcomer_days=183, page=page)


def numbers(places):
    return [place.match.pk for place in places]


def test_who_was_shown_often_stands_lower_and_it_is_said():
    places = listed([match(1, 0.60, penalty=0.15), match(2, 0.55), match(3, 0.40, penalty=0.1), match(4, 0.2)])
    assert numbers(places) == [2, 1, 3, 4]
    assert [place.match.pk for place in places if place.is_lowered] == [1]


def test_a_penalty_that_moves_nobody_is_not_spoken_of():
    places = listed([match(1, 0.9, penalty=0.2), match(2, 0.5, penalty=0.2)])
    assert numbers(places) == [1, 2] and not any(place.is_lowered for place in places)


def test_two_places_on_the_first_page_are_for_the_new():
    kept = [match(n, 1 - n / 100) for n in range(20)]
    new = [match(n, 0.3 - n / 100, admitted_at=LATELY) for n in (20, 21, 22)]
    places = listed(kept + new)
    assert numbers(places) == [*range(8), 20, 21, *range(8, 20), 22]
    assert [place.match.pk for place in places if place.is_kept_for_new] == [20, 21]


def test_the_new_who_stand_there_on_merit_take_the_places():
    kept = [match(n, 1 - n / 100, admitted_at=LATELY if n in (3, 9) else LONG_AGO) for n in range(20)]
    places = listed([*kept, match(20, 0.1, admitted_at=LATELY)])
    assert numbers(places) == list(range(21)) and not any(place.is_kept_for_new for place in places)
    kept[9].partner.admitted_at = LONG_AGO
    places = listed([*kept, match(20, 0.1, admitted_at=LATELY)])
    assert numbers(places) == [*range(9), 20, *range(9, 20)]


def test_a_new_one_that_stands_on_the_page_is_not_pushed_off_it():
    kept = [match(n, 1 - n / 100, admitted_at=LATELY if n == 9 else LONG_AGO) for n in range(12)]
    places = listed([*kept, match(20, 0.1, admitted_at=LATELY)])
    assert numbers(places) == [*range(8), 9, 20, 8, 10, 11]


@pytest.mark.parametrize("count", [0, 1, 2, 9, 10, 11, 25])
def test_everybody_stands_in_the_list_once(count):
    matches = [match(n, (n * 7 % 10) / 10, admitted_at=LATELY if n % 3 else LONG_AGO) for n in range(count)]
    assert sorted(numbers(listed(matches))) == list(range(count))
    assert sum(place.is_kept_for_new for place in listed(matches)) <= NEW_PLACES


@pytest.fixture
def partners(organisation):
    """Twelve that were admitted long ago, best first, and one that is new and scores least."""
    long_ago = timezone.now() - dt.timedelta(days=900)
    kept = [
        PartnerMatchFactory(
            organisation=organisation,
            partner=OrganisationFactory(name=f"Old hand {n:02}", admitted_at=long_ago),
            point=0.8 - n / 50,
            high=1,
            low=0.1,
        )
        for n in range(12)
    ]
    new = OrganisationFactory(name="Freshly Admitted", admitted_at=timezone.now() - dt.timedelta(days=3))
    PartnerMatchFactory(organisation=organisation, partner=new, point=0.2, low=0.1, is_newcomer=True)
    return kept


@pytest.mark.django_db
def test_list_says_plainly_who_stands_lower_and_who_is_new(owner, organisation, partners, sign_in):
    first = partners[0]
    first.penalty = 0.05
    first.save()
    page = sign_in(owner).get(reverse("organisation_partners", args=[organisation.pk]))
    names = [one.partner.name for one in page.context["found"]]
    assert names == ["Old hand 01", "Old hand 02", "Old hand 00", *(f"Old hand {n:02}" for n in range(3, 9)),
                     "Freshly Admitted"]  # fmt: skip
    text = page.content.decode()
    assert text.count("Shown often lately, so a little lower.") == 1
    assert text.count("New to the directory") == 1


@pytest.mark.django_db
def test_order_of_the_rows_is_the_order_of_the_list(organisation, partners):
    for number, kept in enumerate(partners):
        kept.penalty = (number * 5 % 12) / 100
        kept.save()
    found = list(findings.partner_matches(organisation, timezone.now()))
    without_places = placed(found, at=timezone.now(), newcomer_days=0, page=10)
    assert [place.match.pk for place in without_places] == [match.pk for match in found]


@pytest.mark.django_db
def test_filters_keep_the_places(owner, organisation, partners, sign_in):
    address = reverse("organisation_partners", args=[organisation.pk])
    kind = partners[0].partner.kind
    page = sign_in(owner).get(address, {"kind": kind})
    assert page.context["page"].paginator.count == 13
    assert page.context["found"][-1].is_kept_for_new
