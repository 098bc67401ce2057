"""What is kept on disk is only ever a convenience."""

import logging

import pytest

from partnerships_portal.reference import cache
from partnerships_portal.reference.districts import District
from tests.reference.test_postcodes import index_of


@pytest.fixture
def computed(monkeypatch, settings, tmp_path):
    """A machine on which nothing was computed yet, and a small country. How often it was computed."""
    settings.BASE_DIR = tmp_path
    district = District("E1", "Here", "E12", "E1", "Here", 1, 2, 3, 4, 0.5, ("E2",))
    times = []

    def compute(progress):
        times.append(progress)
        return [district], index_of({("LS1", "1UR"): 0})

    monkeypatch.setattr(cache, "_compute", compute)
    return times


def test_places_are_computed_once_per_machine(computed):
    first, second = cache.prepare_places(), cache.prepare_places()
    assert len(computed) == 1
    assert first[0] == second[0] == [District("E1", "Here", "E12", "E1", "Here", 1, 2, 3, 4, 0.5, ("E2",))]
    assert second[1].find("LS1", "1UR")


def test_another_version_is_computed_again(computed, monkeypatch):
    cache.prepare_places()
    monkeypatch.setattr(cache, "places_version", lambda: "next")
    cache.prepare_places()
    assert len(computed) == 2


def test_a_folder_that_cannot_be_written_costs_memory_not_service(computed, tmp_path, caplog):
    (tmp_path / ".local").write_text("a file where a folder should be")
    with caplog.at_level(logging.WARNING):
        _, index = cache.prepare_places()
    assert index.find("LS1", "1UR")
    assert "cannot be written" in caplog.text


def test_two_processes_that_compute_at_once_both_succeed(computed, monkeypatch, tmp_path):
    compute = cache._compute

    def slow(progress):
        result = compute(progress)
        if len(computed) == 1:  # meanwhile another process computes and keeps the same
            cache.prepare_places()
        return result

    monkeypatch.setattr(cache, "_compute", slow)
    assert cache.prepare_places()[1].find("LS1", "1UR")
    assert [path.name for path in (tmp_path / ".local/reference").iterdir()] == [cache.places_version()]
