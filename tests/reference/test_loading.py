"""Loading the reference rows, once and again."""

import io
import time

import pytest
from django.core.management import call_command
from django.utils import timezone

from partnerships_portal.reference import loading
from partnerships_portal.reference.models import LocalAuthority, MapSquare, ReferenceLoad, Region, ServiceArea
from partnerships_portal.reference.services import GROUPS

pytestmark = pytest.mark.django_db


def run(**options):
    progress = io.StringIO()
    call_command("load_reference", stderr=progress, **options)
    return progress.getvalue()


def test_loading_fills_every_table(reference_data):
    assert Region.objects.count() == 9
    assert LocalAuthority.objects.count() == 296
    assert [group.code for group in ServiceArea.objects.groups()] == list(GROUPS)
    assert ServiceArea.objects.sub_areas().count() >= 6 * 6
    assert str(LocalAuthority.objects.get(code="E08000035")) == "Leeds"


def test_neighbours_go_both_ways(reference_data):
    leeds, bradford = (LocalAuthority.objects.get(name=name) for name in ("Leeds", "Bradford"))
    assert bradford in leeds.neighbours.all() and leeds in bradford.neighbours.all()
    assert not LocalAuthority.objects.get(name="Isle of Wight").neighbours.exists()


def test_a_second_load_changes_nothing(reference_data):
    loaded_at = list(ReferenceLoad.objects.values_list("loaded_at", flat=True))
    assert not any(loaded.changed for loaded in loading.load_reference(at=timezone.now()))
    assert list(ReferenceLoad.objects.values_list("loaded_at", flat=True)) == loaded_at


def test_force_repairs_rows_and_keeps_their_ids(reference_data):
    leeds = LocalAuthority.objects.get(code="E08000035")
    LocalAuthority.objects.filter(pk=leeds.pk).update(name="Loidis", sparsity=1)
    leeds.neighbours.clear()
    assert all(loaded.changed for loaded in loading.load_reference(at=timezone.now(), force=True))
    again = LocalAuthority.objects.get(code="E08000035")
    assert (again.pk, again.name, again.sparsity) == (leeds.pk, "Leeds", leeds.sparsity)
    assert again.neighbours.count() > 2


def test_a_new_version_is_loaded_and_the_other_kind_left_alone(reference_data, monkeypatch):
    monkeypatch.setattr(loading, "services_version", lambda: "next")
    changed = {loaded.kind: loaded.changed for loaded in loading.load_reference(at=timezone.now())}
    assert changed == {"places": False, "map": False, "services": True}
    assert ReferenceLoad.objects.get(kind="services").version == "next"


def test_map_has_a_dot_for_each_settled_square_and_every_district(reference_data):
    assert 5_000 < MapSquare.objects.count() < 6_000
    assert MapSquare.objects.values("authority").distinct().count() > 280
    leeds = MapSquare.objects.get(easting=425_000, northing=430_000)
    assert leeds.authority.name == "Leeds"


def test_a_database_that_was_loaded_before_there_was_a_map_gets_it_with_the_next_load(reference_data):
    MapSquare.objects.all().delete()
    ReferenceLoad.objects.filter(kind="map").delete()
    changed = {loaded.kind: loaded.changed for loaded in loading.load_reference(at=timezone.now())}
    assert changed == {"places": False, "map": True, "services": False}
    assert MapSquare.objects.exists()


def test_a_district_that_is_gone_is_kept_for_those_who_point_at_it(reference_data):
    region = Region.objects.get(slug="south-east")
    LocalAuthority.objects.create(
        code="E07999999", name="Old Town", region=region, upper_tier_code="E10", upper_tier_name="Old", easting=1,
        northing=1, postcodes=1, occupied_km2=1, sparsity=0,
    )  # fmt: skip
    progress = run(force=True)
    assert "1 older rows that are no longer in the data were kept" in progress
    assert LocalAuthority.objects.filter(code="E07999999").exists()


def test_the_command_shows_what_it_did():
    assert "Places: 296 rows loaded" in run()
    assert "Places: 296 rows up to date" in run()


def test_loading_again_takes_no_time_and_few_queries(reference_data, django_assert_num_queries):
    started = time.perf_counter()
    with django_assert_num_queries(6):  # savepoint, lock, one look at each kind, release
        loading.load_reference(at=timezone.now())
    assert time.perf_counter() - started < 0.3


def test_lists_of_service_areas_do_not_ask_for_each_group(reference_data, django_assert_num_queries):
    with django_assert_num_queries(1):
        labels = [f"{area.parent}: {area}" for area in ServiceArea.objects.sub_areas()]
    assert labels[0].startswith("Health: ")
