"""Promises about a body's openness over the years: public, from what is published, and the same in every form."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commissioners.choices import Openness
from commissioners.openness.chart import HEIGHT, SHOWN, chart_of
from commissioners.openness.record import Year, years_of
from tests.factories import BodyFactory, OpportunityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return BodyFactory(name="Harrowmere Council")


def on(year, month=6, day=1):
    return dt.datetime(year, month, day, 12, tzinfo=dt.UTC)


def publish(body, at, *, weeks=None, **said):
    deadline = at + dt.timedelta(weeks=weeks) if weeks else None
    return OpportunityFactory(body=body, created_at=at, submission_deadline=deadline, **said)


def page(client, body):
    return client.get(reverse("body_openness", args=[body.pk])).content.decode()


def test_each_year_says_how_open_the_body_was(council):
    publish(council, on(2025), openness="not_accepted", weeks=2)
    publish(council, on(2026), openness="welcomed", models_considered=["alliance", "cic"], weeks=4)
    publish(council, on(2026), openness="required", models_considered=["alliance"], reserved_for=["mutuals"], weeks=6)
    publish(council, on(2026), considers_smaller_lots=True, engagement_deadline=on(2026, 7), weeks=12)
    publish(council, on(2026))
    latest, earlier = years_of(council)
    assert (latest.year, latest.published, latest.stated, latest.open) == (2026, 4, 2, 2)
    assert latest.openness == {"": 2, "not_accepted": 0, "accepted": 0, "welcomed": 1, "required": 1}
    assert (latest.models["alliance"], latest.models["cic"], latest.models["llp"]) == (2, 1, 0)
    assert (latest.reserved, latest.smaller_lots, latest.early) == (1, 1, 1)
    assert latest.median_weeks == 6.0
    assert (earlier.year, earlier.openness["not_accepted"], earlier.median_weeks) == (2025, 1, 2.0)


def test_only_what_is_published_and_led_and_a_public_service_counts_once(council):
    counted = publish(council, on(2026))
    OpportunityFactory(body=council, state="draft")
    OpportunityFactory(body=council, state="cancelled", published_at=None)
    publish(council, on(2026), outside_public_services=True)
    publish(council, on(2026), source="find_a_tender", ocid="ocds-h6vhtk-1", superseded_by=counted)
    publish(BodyFactory(), on(2026)).joint_buyers.add(council)
    (year,) = years_of(council)
    assert year.published == 1


def test_year_is_that_of_the_united_kingdom(council):
    publish(council, dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.UTC))
    publish(council, dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC))
    assert [year.year for year in years_of(council)] == [2026]


def test_deadline_before_publication_is_no_time_to_tender(council):
    publish(council, on(2026))
    OpportunityFactory(body=council, created_at=on(2026), submission_deadline=on(2026, 5))
    (year,) = years_of(council)
    assert year.median_weeks is None


def test_page_shows_table_chart_and_files_to_anyone(client, council):
    publish(council, on(2026), openness="welcomed", weeks=5)
    words = page(client, council)
    assert "<svg" in words
    assert "1 (100%)" in words
    assert "Median weeks from publication to deadline" in words
    assert reverse("body_openness_csv", args=[council.pk]) in words
    detail = client.get(council.get_absolute_url()).content.decode()
    assert reverse("body_openness", args=[council.pk]) in detail
    assert "Of 1 opportunity that it published in 2026" in detail


def test_body_that_published_nothing_is_told_so_kindly(client, council):
    assert "has published nothing here yet" in page(client, council)
    assert reverse("body_openness", args=[council.pk]) not in client.get(council.get_absolute_url()).content.decode()
    assert client.get(reverse("body_openness_json", args=[council.pk])).json()["years"] == []


def test_files_say_the_same(client, council):
    publish(council, on(2026), openness="welcomed", models_considered=["alliance"], weeks=5)
    publish(BodyFactory(name="=Cmd Council"), on(2025))
    (year,) = client.get(reverse("body_openness_json", args=[council.pk])).json()["years"]
    assert (year["openness"]["welcomed"], year["modelsConsidered"]["alliance"]) == (1, 1)
    for address, bodies in (
        (reverse("body_openness_csv", args=[council.pk]), ["Harrowmere Council"]),
        (reverse("open_data_openness_csv"), ["'=Cmd Council", "Harrowmere Council"]),
    ):
        words = client.get(address).content.decode("utf-8-sig")
        lines = list(csv.DictReader(io.StringIO(words)))
        assert [line["Body"] for line in lines] == bodies
        assert lines[-1]["Consortia welcomed"] == "1"
        assert lines[-1]["Median weeks from publication to deadline"] == "5.0"


def test_open_data_page_leads_to_it(client):
    assert reverse("open_data_openness_csv") in client.get(reverse("open_data")).content.decode()


def test_one_query_however_many_opportunities_and_years(council):
    def count():
        with CaptureQueriesContext(connection) as queries:
            years_of(council)
        return len(queries)

    publish(council, on(2026))
    assert count() == 1
    for year in range(2015, 2026):
        publish(council, on(year), openness="accepted")
    assert count() == 1


def made(year, **openness) -> Year:
    said = dict.fromkeys(Openness.values, 0) | openness
    return Year(1, "Council", year, sum(said.values()), said, {}, 0, 0, 0, None)


def test_columns_stand_on_each_other_and_the_fullest_year_is_full_height():
    chart = chart_of([made(2026, welcomed=3, not_accepted=1), made(2025, accepted=2)])
    first, second = chart.columns
    assert (first.year, second.year) == (2025, 2026)
    assert sum(part.height for part in second.parts) == HEIGHT
    assert [part.kind for part in second.parts] == ["open", "closed"]
    assert second.parts[0].y == second.parts[1].y + second.parts[1].height
    assert second.parts[0].y + second.parts[0].height == chart.base


def test_chart_shows_the_last_years_only():
    chart = chart_of([made(year, accepted=1) for year in range(2000, 2026)])
    assert [column.year for column in chart.columns] == list(range(2026 - SHOWN, 2026))
