"""Promises of the seed_demo command where no world is yet."""

import pytest
from django.core.management import CommandError

from mutuals.models import Organisation
from partnerships_portal.accounts.models import User
from partnerships_portal.demo import people, world
from partnerships_portal.reference.loading import load_reference

from .conftest import AT, content, quiet, seed


def test_same_seed_gives_the_same_world_and_another_seed_another(db):
    load_reference(at=AT)
    worlds = []
    for number in (1, 1, 2):
        world.make(world.Plan(60, 20, number), at=AT, say=quiet)
        worlds.append(content())
        world.remove()
    assert worlds[0] == worlds[1]
    assert worlds[0][0] != worlds[2][0]


def test_portal_that_is_no_demonstration_is_left_alone(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="not a demonstration"):
        seed()
    with pytest.raises(CommandError, match="not a demonstration"):
        seed("--people")
    assert not Organisation.objects.exists() and not User.objects.exists()


def test_people_are_made_only_where_somebody_asks_for_them(db, settings):
    settings.DEMO = False
    load_reference(at=AT)
    seed("--on-this-portal", "--organisations", "30", "--opportunities", "5")
    assert not User.objects.filter(is_active=True).exists()
    seed("--on-this-portal", "--people")
    assert len(people.sign_ins()) == len(people.PEOPLE)


def test_without_places_it_says_what_to_load(db, settings):
    settings.DEMO = True
    with pytest.raises(CommandError, match="load_reference"):
        seed()
