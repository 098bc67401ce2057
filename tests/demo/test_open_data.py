"""Promises about the invented world as open data: its packages are valid like anyone's."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from commissioners.ocds.writing.packages import record_package
from commissioners.publishing.exporting import package
from commissioners.publishing.publisher import publisher
from commissioners.publishing.reading import public
from commissioners.publishing.releases import releases_of
from tests.ocds_schemas import RECORD_PACKAGE, RELEASE_PACKAGE, problems

pytestmark = pytest.mark.usefixtures("demo_world")
EXTENSION = Path(settings.BASE_DIR) / "docs" / "ocds-extension" / "release-schema.json"


def described(definition: str) -> dict:
    """The fields that our extension adds to a part of a release."""
    return json.loads(EXTENSION.read_text())["definitions"][definition]["properties"]


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


def test_everything_that_a_release_can_tell_is_told_of_some_opportunity():
    found = list(releases_of(public()))
    tenders = [each["tender"] for each in found]
    items = [item for tender in tenders for item in tender["items"]]
    told = {
        f"classification by {code['scheme']}" for item in items for code in item.get("additionalClassifications", [])
    }
    told |= fields("release", found) | fields("Tender", tenders)
    told |= fields("Lot", [lot for tender in tenders for lot in tender["lots"]])
    told |= fields("Award", [award for each in found for award in each.get("awards", [])])
    told |= fields("ConsortiumStatement", [tender.get("consortia", {}) for tender in tenders])
    sections = ("planning", "tender", "awards", "contracts", "bids", "relatedProcesses", "parties")
    wanted = {"classification by CPV", "Tender.enquiries", "Tender.documents", "Tender.amendments"}
    wanted |= {f"release.{name}" for name in sections}
    for definition in ("Tender", "Lot", "Award", "ConsortiumStatement"):
        wanted |= {f"{definition}.{name}" for name in described(definition)}
    assert wanted - told == set()


def fields(what: str, some: list[dict]) -> set[str]:
    """The fields that any of these has."""
    return {f"{what}.{name}" for each in some for name in each}
