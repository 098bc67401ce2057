"""Invented names and texts stay invented and different, however large the world."""

import random

import pytest

from partnerships_portal.demo.words import names
from partnerships_portal.demo.words.work import WORK
from partnerships_portal.reference.models import LocalAuthority
from partnerships_portal.reference.services import GROUP_OF


def test_large_world_never_uses_a_name_twice():
    namer = names.Namer(random.Random(1))
    made = [namer.name(patterns) for patterns in names.MUTUALS.values() for _ in range(30_000)]
    assert len(set(made)) == len(made)


@pytest.mark.usefixtures("demo_world")
def test_no_invented_place_is_in_the_names_of_real_districts():
    invented = {(start + end).lower() for start in names.BEGINNINGS.split() for end in names.ENDINGS.split()}
    real = " ".join(LocalAuthority.objects.values_list("name", flat=True)).lower().split()
    assert len(invented) > 2000 and not invented & set(real)


def test_organisations_can_say_what_they_do_in_every_service_area():
    assert set(WORK) == set(GROUP_OF)
    assert all(len(set(sentences)) == 2 for sentences in WORK.values())
