"""Promises about who may read what matching says."""

import pytest

pytestmark = pytest.mark.django_db


def test_members_and_programme_staff_may_read_an_organisations_scope(organisation, viewer, owner, staff):
    for person in (viewer, owner, staff):
        assert person.has_perm("consortia.read_scope", organisation)


def test_nobody_else_may(organisation, other_owner, commissioner, stranger):
    for person in (other_owner, commissioner, stranger):
        assert not person.has_perm("consortia.read_scope", organisation)
