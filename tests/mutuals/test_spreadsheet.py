"""Promises about the spreadsheet: what is public and nothing else, safe to open, however long it is."""

import csv
import io

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mutuals import search
from mutuals.directory import spreadsheet
from mutuals.directory.filters import Filters
from mutuals.directory.vocabulary import vocabulary
from mutuals.visibility import SECTIONS, Visibility
from tests.factories import LocalAuthorityFactory, OrganisationFactory, RegionFactory, ServiceAreaFactory


@pytest.fixture
def download(sign_in, db):
    """`download(person, **filters)` is the answer that the person gets."""

    def get(person=None, **filters):
        search.refresh()
        cache.clear()
        return sign_in(person).get(reverse("organisation_csv"), filters)

    return get


def body(response) -> str:
    return b"".join(response.streaming_content).decode("utf-8-sig")


def lines(response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body(response))))


def secretive(level):
    """An organisation that keeps every section at `level`; each of its texts holds the word Quillon."""
    place = LocalAuthorityFactory(name="Quillon Vale", region=RegionFactory(name="Quillonshire"))
    return OrganisationFactory(
        name="Larkfold",
        summary="Quillon summary",
        website="https://quillon.example.org",
        base_postcode="LS1 1UR",
        base_authority=place,
        company_number="QUILLON1",
        charity_number="QUILLON2",
        social_value="Quillon value",
        turnover_band=4,
        staff_band=2,
        services=[ServiceAreaFactory(name="Quillon nursing")],
        places=[place],
        **{section.column: level for section in SECTIONS},
    )


def test_line_tells_what_is_public(download, staff):
    at = timezone.datetime(2026, 3, 2, 12, tzinfo=timezone.get_current_timezone())
    organisation = secretive(Visibility.PUBLIC)
    type(organisation).objects.filter(pk=organisation.pk).update(verified_at=at, verified_by=staff, admitted_at=at)
    (line,) = lines(download())
    assert line == {
        "Name": "Larkfold",
        "Kind": "Public service mutual",
        "Mutual": "Yes",
        "Verified on": "2026-03-02",
        "Services": "Quillon nursing",
        "Places": "Quillon Vale",
        "Legal form": "",
        "Based in": "Quillon Vale",
        "Postcode": "LS1 1UR",
        "Website": "https://quillon.example.org",
        "Companies House number": "QUILLON1",
        "Charity number": "QUILLON2",
        "Summary": "Quillon summary",
        "Social value": "Quillon value",
        "Turnover": "£5 million to £10 million",
        "Staff": "50 to 249 staff",
        "Page in the portal": f"http://testserver/organisations/{organisation.pk}/",
    }


@pytest.mark.parametrize("level", [level for level in Visibility if level != Visibility.PUBLIC])
def test_whoever_asks_what_is_kept_is_not_in_it(download, level, staff, owner, other_owner, stranger):
    kept = secretive(level)
    owner.memberships.update(organisation=kept)
    for person in (None, stranger, owner, other_owner, staff):
        text = body(download(person))
        assert "Larkfold" in text
        for secret in ("Quillon", "quillon", "QUILLON", "LS1 1UR", "million", "249"):
            assert secret not in text


def test_filters_narrow_it_by_what_is_public_whoever_asks(download, other_owner):
    OrganisationFactory(name="Shows it", kind="charity", turnover_band=2, visibility_size=Visibility.PUBLIC)
    OrganisationFactory(name="Keeps it", kind="charity", turnover_band=2, visibility_size=Visibility.SIGNED_IN)
    OrganisationFactory(name="Another kind", turnover_band=2, visibility_size=Visibility.PUBLIC)
    assert [line["Name"] for line in lines(download(other_owner, size="2", kind="charity"))] == ["Shows it"]
    assert [line["Name"] for line in lines(download(q="keeps", sort="newest"))] == ["Keeps it"]


def test_closed_and_waiting_organisations_are_not_in_it(download, staff):
    OrganisationFactory(closed_at=timezone.now())
    OrganisationFactory(admitted_at=None)
    assert lines(download(staff)) == []


def test_name_of_the_file_says_the_day_and_search_engines_leave_it(download):
    response = download()
    assert f'filename="organisations-{timezone.localdate():%Y-%m-%d}.csv"' in response["Content-Disposition"]
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert b"".join(response.streaming_content).startswith(b"\xef\xbb\xbfName,Kind")


@pytest.mark.parametrize("beginning", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_taken_for_a_formula(download, beginning):
    OrganisationFactory(name=f"{beginning}HYPERLINK(0)", summary='Ours, "the" best;\nof two lines')
    (line,) = lines(download())
    assert line["Name"] == f"'{beginning}HYPERLINK(0)"
    assert line["Summary"] == 'Ours, "the" best;\nof two lines'


def test_queries_grow_by_chunks_and_never_by_organisations(download, monkeypatch):
    monkeypatch.setattr(spreadsheet, "CHUNK", 5)
    for _ in range(10):
        OrganisationFactory(services=[ServiceAreaFactory()], places=[LocalAuthorityFactory()])
    response = download()
    with CaptureQueriesContext(connection) as queries:
        assert len(lines(response)) == 10
    assert len(queries) == 1 + 2  # the ids, and two chunks


def test_spreadsheet_cannot_be_made_at_another_level_by_mistake(db):
    with pytest.raises(ValueError, match="public level"):
        next(spreadsheet.rows(Filters(level=Visibility.SIGNED_IN), words=vocabulary(), site=""))


def test_too_many_downloads_from_one_address_are_put_off(download):
    search.refresh()
    from django.test import Client

    client = Client()
    answers = [client.get(reverse("organisation_csv")).status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]
