"""Promises about the words that opportunities are found by."""

import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import connection

from commissioners import search
from commissioners.models import Opportunity
from tests.factories import BodyFactory, LocalAuthorityFactory, OpportunityFactory, ServiceAreaFactory

pytestmark = pytest.mark.django_db


def found(words):
    return list(Opportunity.objects.filter(search=SearchQuery(words, config="english", search_type="websearch")))


@pytest.fixture
def youth_work():
    area = ServiceAreaFactory(name="Youth work")
    place = LocalAuthorityFactory(name="Torridge", upper_tier_name="Devon")
    return OpportunityFactory(
        title="Evening sessions",
        description="Somewhere warm for teenagers",
        body=BodyFactory(name="Marlbeck Council"),
        services=[area],
        places=[place],
    )


@pytest.mark.parametrize(
    "words", ["evening session", "teenager", "Marlbeck", "youth", "Torridge", "devon", "Pinecombe", '"warm for"']
)
def test_opportunity_is_found_by_its_title_text_buyers_services_and_places(youth_work, words):
    youth_work.joint_buyers.add(BodyFactory(name="Pinecombe Council"))
    search.refresh([youth_work.pk])
    assert found(words) == [youth_work]


def test_refreshing_one_opportunity_leaves_the_others_alone(youth_work):
    OpportunityFactory(title="Library vans")
    assert search.refresh([youth_work.pk]) == 1
    assert found("library") == []
    assert search.refresh() == 1
    assert len(found("library")) == 1


def test_refreshing_twice_writes_nothing(youth_work):
    assert search.refresh() == 1
    assert search.refresh() == 0


def test_refreshing_none_is_not_refreshing_all(youth_work):
    assert search.refresh([]) == 0


def test_very_long_text_does_not_break_the_search(youth_work):
    youth_work.description = " ".join(f"word{number}" for number in range(300_000))
    youth_work.save()
    assert search.refresh() == 1
    assert found("word7") == [youth_work]


def test_planner_that_takes_full_tables_for_empty_ones_is_put_right_before_all_are_written(monkeypatch):
    monkeypatch.setattr(search, "MANY", 3)
    for _ in range(3):
        OpportunityFactory()

    def rows_believed() -> float:
        with connection.cursor() as cursor:
            cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'commissioners_lot'::regclass")
            return cursor.fetchone()[0]

    with connection.cursor() as cursor:
        cursor.execute("UPDATE pg_class SET reltuples = 0, relpages = 50 WHERE oid = 'commissioners_lot'::regclass")
    search.refresh(Opportunity.objects.values_list("pk", flat=True))
    assert rows_believed() == 0, "a few are written without"
    search.refresh()
    assert rows_believed() == 3
