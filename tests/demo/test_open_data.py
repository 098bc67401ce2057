"""Promises about the invented world as open data: its packages are valid like anyone's."""

import json

import pytest

from commissioners.ocds.writing.packages import record_package
from commissioners.publishing.exporting import package
from commissioners.publishing.publisher import publisher
from commissioners.publishing.reading import public
from commissioners.publishing.releases import releases_of
from tests.ocds_schemas import RECORD_PACKAGE, RELEASE_PACKAGE, problems

pytestmark = pytest.mark.usefixtures("demo_world")


def test_everything_that_is_published_makes_one_valid_release_package():
    exported = json.loads("".join(package(uri="https://portal.example.org/all.json", publisher=publisher())))
    assert len(exported["releases"]) == public().count() > 50
    assert len({release["id"] for release in exported["releases"]}) == len(exported["releases"])
    assert problems(exported, RELEASE_PACKAGE) == []


def test_records_of_each_state_are_valid():
    for state in set(public().values_list("state", flat=True)):
        some = list(public().filter(state=state).values_list("pk", flat=True)[:3])
        record = record_package(
            releases_of(public().filter(pk__in=some)), uri="https://portal.example.org/one.json", publisher=publisher()
        )
        assert problems(record, RECORD_PACKAGE) == [], state
