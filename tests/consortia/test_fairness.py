"""What pages suggest is counted: once for each look, for others alone, and never twice."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from consortia.fairness.evenness import gini, lorenz
from consortia.fairness.folding import fold
from consortia.fairness.lately import times_shown
from consortia.fairness.measuring import measure_if_due
from consortia.fairness.quartiles import by_quartile, quarters
from consortia.fairness.showing import record_shown
from consortia.matching.weight_sets import ensured
from consortia.models import Exposure, FairnessMeasure, Impression, PartnerMatch
from consortia.retention.matching import EXPOSURES, delete_old_exposures
from tests.factories import MembershipFactory, OrganisationFactory, PartnerMatchFactory, WeightSetFactory

NOON = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
PARTNERS = Impression.Place.PARTNERS


@pytest.mark.django_db
def test_a_page_of_suggestions_is_one_row_and_does_not_say_who_looked(
    owner, other_organisation, django_assert_num_queries
):
    third = OrganisationFactory()
    with django_assert_num_queries(2):
        record_shown(place=PARTNERS, organisations=[third.pk, other_organisation.pk], at=NOON, to=owner)
    impression = Impression.objects.get()
    assert impression.organisations == sorted([third.pk, other_organisation.pk])
    assert {field.name for field in Impression._meta.fields} == {"id", "at", "place", "organisations"}


@pytest.mark.django_db
def test_looking_again_at_the_same_page_is_not_counted_and_another_page_is(owner, stranger, other_organisation):
    shown = {"place": PARTNERS, "organisations": [other_organisation.pk], "at": NOON}
    assert record_shown(**shown, to=owner, page="1")
    assert not record_shown(**shown, to=owner, page="1")
    assert record_shown(**shown, to=owner, page="2")
    assert record_shown(**shown, to=stranger, page="1")
    assert Impression.objects.count() == 3


@pytest.mark.django_db
def test_what_people_see_of_their_own_organisations_is_not_counted(owner, organisation, other_organisation):
    record_shown(place=PARTNERS, organisations=[organisation.pk, other_organisation.pk], at=NOON, to=owner)
    assert Impression.objects.get().organisations == [other_organisation.pk]
    assert not record_shown(place=PARTNERS, organisations=[organisation.pk], at=NOON, to=owner, page="2")


@pytest.mark.django_db
def test_pages_fold_into_days_by_uk_clocks_and_are_deleted(organisation, other_organisation):
    late = dt.datetime(2026, 6, 15, 23, 30, tzinfo=dt.UTC)  # the 16th in London
    for at in (NOON, NOON, late):
        record_shown(place=PARTNERS, organisations=[organisation.pk, other_organisation.pk], at=at)
    organisation_of_nobody = 10**9
    record_shown(place=PARTNERS, organisations=[organisation_of_nobody], at=NOON)
    assert fold() == 4
    counted = set(Exposure.objects.values_list("organisation", "day", "times"))
    days = {(dt.date(2026, 6, 15), 2), (dt.date(2026, 6, 16), 1)}
    assert counted == {(one.pk, *day) for one in (organisation, other_organisation) for day in days}
    assert not Impression.objects.exists()


@pytest.mark.django_db
def test_folding_twice_counts_nothing_twice_and_later_looks_are_added(organisation):
    for _ in range(3):
        record_shown(place=PARTNERS, organisations=[organisation.pk], at=NOON)
    assert (fold(pages_at_once=2), fold()) == (3, 0)
    record_shown(place=PARTNERS, organisations=[organisation.pk], at=NOON)
    fold()
    assert Exposure.objects.get().times == 4


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_fold_at_once_count_every_page_once():
    shown = [OrganisationFactory().pk for _ in range(5)]
    Impression.objects.bulk_create(Impression(at=NOON, place=PARTNERS, organisations=shown) for _ in range(400))

    def worker(_):
        try:
            return fold(pages_at_once=7)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as workers:
        assert sum(workers.map(worker, range(2))) == 400
    assert set(Exposure.objects.values_list("times", flat=True)) == {400}
    assert times_shown(NOON, days=28) == dict.fromkeys(shown, 400)


@pytest.mark.django_db
def test_only_the_days_that_lately_reaches_back_count(organisation):
    today = timezone.localdate(NOON)
    for ago, times in ((0, 1), (27, 10), (28, 100)):
        Exposure.objects.create(organisation=organisation, day=today - dt.timedelta(days=ago), times=times)
    assert times_shown(NOON, days=28) == {organisation.pk: 11}


@pytest.mark.django_db
def test_colleagues_of_two_organisations_are_counted_as_who_they_are(organisation, other_organisation):
    both = MembershipFactory(organisation=organisation).user
    MembershipFactory(organisation=other_organisation, user=both)
    assert not record_shown(place=PARTNERS, organisations=[other_organisation.pk], at=NOON, to=both)


@pytest.mark.django_db
def test_list_of_possible_partners_counts_those_on_the_page(owner, organisation, sign_in):
    kept = [PartnerMatchFactory(organisation=organisation, point=0.5 + n / 100, high=0.9) for n in range(12)]
    first_page = sorted(match.partner_id for match in kept[2:])
    client, address = sign_in(owner), f"/organisations/{organisation.pk}/partners/"
    client.head(address)
    assert not Impression.objects.exists()
    for _ in range(2):
        assert client.get(address).status_code == 200
    assert Impression.objects.get().organisations == first_page


@pytest.mark.django_db
def test_counts_of_long_ago_are_deleted(organisation):
    today = timezone.localdate(NOON)
    for ago in (1, EXPOSURES.days + 2):
        Exposure.objects.create(organisation=organisation, day=today - dt.timedelta(days=ago), times=1)
    assert (delete_old_exposures(NOON), delete_old_exposures(NOON)) == (1, 0)


@pytest.mark.parametrize(
    "counts, expected", [([], 0), ([0, 0], 0), ([3, 3, 3], 0), ([0, 0, 0, 1], 0.75), ([1, 3], 0.25), ([0, 1, 2], 4 / 9)]
)
def test_gini_says_how_unevenly_something_falls(counts, expected):
    assert gini(counts) == pytest.approx(expected)


def test_lorenz_curve_begins_and_ends_and_never_falls():
    curve = lorenz([0, 0, 1, 5], steps=4)
    assert curve == pytest.approx([0, 0, 0, 1 / 6, 1], abs=1e-6)
    assert lorenz([], steps=2) == lorenz([0, 0], steps=2) == [0, 0.5, 1]


def test_all_of_a_band_are_in_one_quarter():
    assert list(quarters([0, 0, 0, 1, 2, 3, None])) == [1, 1, 1, 2, 3, 3, 4]


def test_what_few_have_is_not_told_and_cannot_be_worked_out():
    groups = by_quartile([0] * 10 + [5] * 8 + [8] * 2 + [None] * 6, [1] * 26)
    told = {group["label"]: group["share"] for group in groups}
    assert told["Highest quarter by turnover"] is None
    assert sorted(share is None for share in told.values()).count(True) == 2
    assert by_quartile([None] * 8, [1] * 8) == [{"label": "Turnover not shown", "organisations": 8, "share": 1.0}]


@pytest.mark.django_db
def test_evenness_is_measured_once_a_day_and_after_new_weights(organisation):
    weights = ensured(at=NOON)
    assert not measure_if_due(at=NOON)  # nothing is matched yet
    for partner in [OrganisationFactory(turnover_band=4) for _ in range(6)]:
        PartnerMatchFactory(organisation=organisation, partner=partner)
    assert measure_if_due(at=NOON)
    assert not measure_if_due(at=NOON + dt.timedelta(hours=3))
    assert measure_if_due(at=NOON + dt.timedelta(hours=21))
    figures = FairnessMeasure.objects.first().figures
    assert (figures["organisations"], figures["never"]) == (7, 1)
    assert figures["gini"] == pytest.approx(1 / 7, abs=1e-4)
    assert figures["shown"] is None
    later = WeightSetFactory(status="published", published_at=NOON, based_on=weights)
    assert not measure_if_due(at=NOON + dt.timedelta(hours=22))  # not matched with them yet
    PartnerMatch.objects.update(weight_set=later)
    assert measure_if_due(at=NOON + dt.timedelta(hours=22))


@pytest.mark.django_db
def test_what_is_kept_closer_counts_as_not_shown_in_the_measure(organisation):
    for _ in range(6):
        PartnerMatchFactory(organisation=organisation, partner=OrganisationFactory(turnover_band=8, visibility_size=3))
    measure_if_due(at=NOON)
    labels = {group["label"] for group in FairnessMeasure.objects.get().figures["quartiles"]}
    assert "Highest quarter by turnover" not in labels and "Turnover not shown" in labels


@pytest.mark.django_db
def test_everyone_reads_how_matching_works_and_how_fair_it_is(client, organisation):
    address = reverse("how_matching_works")
    before = client.get(address).content.decode()
    assert "No weights are published yet" in before and "Nothing was measured yet" in before
    for _ in range(8):
        PartnerMatchFactory(organisation=organisation, partner=OrganisationFactory(turnover_band=4))
    measure_if_due(at=NOON)
    page = client.get(address).content.decode()
    assert "Version 1, published" in page and "Starting proposal" in page
    assert "Who has the first ten places, by turnover" in page and "0.11" in page
    assert "If a match is wrong" in page


@pytest.mark.django_db
def test_public_page_takes_the_same_queries_however_much_there_is(client, organisation, django_assert_num_queries):
    PartnerMatchFactory(organisation=organisation)
    measure_if_due(at=NOON)
    address = reverse("how_matching_works")
    with django_assert_num_queries(2):
        client.get(address)
    for _ in range(9):
        PartnerMatchFactory(organisation=organisation)
    measure_if_due(at=NOON + dt.timedelta(days=1))
    with django_assert_num_queries(2):
        client.get(address)
