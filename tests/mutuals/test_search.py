"""Promises about what the directory searches: in step with the organisations, and public where it is words."""

import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.utils import timezone

from mutuals import search
from mutuals.models import DirectoryEntry, Organisation
from mutuals.models.directory import ANYWHERE
from mutuals.visibility import Visibility
from tests.factories import LocalAuthorityFactory, OrganisationFactory, ServiceAreaFactory

pytestmark = pytest.mark.django_db


def found(words):
    query = SearchQuery(words, config="english", search_type="websearch")
    return set(Organisation.objects.filter(public_search=query))


def test_organisation_is_found_by_its_name_services_places_and_summary():
    area, place = ServiceAreaFactory(name="Stroke rehabilitation"), LocalAuthorityFactory(name="Torridge")
    ours = OrganisationFactory(name="Larkfold Together", summary="Nurses", services=[area], places=[place])
    OrganisationFactory()
    search.refresh()
    for words in ("larkfold", "rehabilitation", "torridge", "nursing", "health"):
        assert found(words) == {ours}, words


def test_words_of_a_section_that_is_not_public_find_nothing():
    kept = {f"visibility_{key}": Visibility.SIGNED_IN for key in ("about", "services", "places", "partnering")}
    OrganisationFactory(
        summary="hydrotherapy",
        parent_body="Quillon Council",
        offers="minibuses",
        services=[ServiceAreaFactory(name="Audiology")],
        places=[LocalAuthorityFactory(name="Torridge")],
        is_national=True,
        **kept,
    )
    search.refresh()
    for words in ("hydrotherapy", "quillon", "minibuses", "audiology", "torridge", "england"):
        assert not found(words), words


def test_entry_names_services_with_their_groups_and_districts_with_their_regions():
    area, place = ServiceAreaFactory(), LocalAuthorityFactory()
    ours = OrganisationFactory(services=[area], places=[place], turnover_band=3)
    search.refresh([ours.pk])
    entry = ours.directory_entry
    assert set(entry.services) == {area.pk, area.parent_id}
    assert (entry.places, entry.regions, entry.turnover_band) == ([place.pk], [place.region_id], 3)


def test_national_organisation_is_anywhere():
    search.refresh([OrganisationFactory(is_national=True).pk])
    entry = DirectoryEntry.objects.get()
    assert entry.places == entry.regions == [ANYWHERE]


def test_closed_organisation_leaves_the_directory():
    ours = OrganisationFactory()
    search.refresh()
    Organisation.objects.filter(pk=ours.pk).update(closed_at=timezone.now())
    search.refresh([ours.pk])
    assert not DirectoryEntry.objects.exists()


def test_what_is_up_to_date_is_not_written_again():
    OrganisationFactory(services=[ServiceAreaFactory()], places=[LocalAuthorityFactory(), LocalAuthorityFactory()])
    search.refresh()
    with connection.cursor() as cursor:
        cursor.execute("SELECT e.ctid, o.ctid FROM mutuals_directoryentry AS e, mutuals_organisation AS o")
        before = cursor.fetchall()
        search.refresh()
        cursor.execute("SELECT e.ctid, o.ctid FROM mutuals_directoryentry AS e, mutuals_organisation AS o")
        assert cursor.fetchall() == before


def test_refreshing_one_leaves_the_others_and_takes_three_statements(django_assert_num_queries):
    ours, other = OrganisationFactory(), OrganisationFactory()
    search.refresh()
    Organisation.objects.update(name="Larkfold")
    with django_assert_num_queries(5):  # three, and the savepoint around them
        search.refresh([ours.pk])
    ours.directory_entry.refresh_from_db()
    assert ours.directory_entry.sort_name == "larkfold"
    assert other.directory_entry.sort_name != "larkfold"
    assert found("larkfold") == {ours}
