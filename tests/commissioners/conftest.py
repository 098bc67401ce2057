"""The buyers and the draft that tests of opportunities are about."""

import datetime as dt
import itertools

import pytest
from django.utils import timezone

from commissioners.actions import lots, opportunities
from commissioners.importing.runs import Run
from tests.factories import BodyFactory, BodyMembershipFactory, LocalAuthorityFactory, ServiceAreaFactory

from .feed_fixtures import reader, server  # noqa: F401 - fixtures
from .notices import AT, write

NOW = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def at():
    """The moment at which actions are told that they happen."""
    return NOW


@pytest.fixture
def body(commissioner):
    return commissioner.body_memberships.get().body


@pytest.fixture
def colleague(body):
    """An editor of the commissioner's body."""
    return BodyMembershipFactory(body=body, role="editor").user


@pytest.fixture
def onlooker(body):
    """A viewer of the commissioner's body."""
    return BodyMembershipFactory(body=body, role="viewer").user


@pytest.fixture
def partner_body():
    return BodyFactory(name="Pinecombe Council")


@pytest.fixture
def partner(partner_body):
    """The owner of the body that may buy jointly."""
    return BodyMembershipFactory(body=partner_body, role="owner").user


@pytest.fixture
def service():
    return ServiceAreaFactory(name="Youth work")


@pytest.fixture
def place():
    return LocalAuthorityFactory(name="Torridge")


@pytest.fixture
def draft(body, commissioner, at):
    """A draft with a title and nothing else."""
    return opportunities.create(body=body, title="Youth clubs", by=commissioner, at=at)


@pytest.fixture
def ready(draft, commissioner, service, place):
    """A draft that lacks nothing: its deadline is thirty days away."""
    deadline = timezone.now() + dt.timedelta(days=30)
    opportunities.save(
        opportunity=draft,
        values={"description": "Clubs for young people", "submission_deadline": deadline},
        by=commissioner,
        at=NOW,
    )
    lots.change(
        lot=draft.lots.get(),
        values={"is_nationwide": False},
        chosen={"services": [service], "places": [place], "regions": []},
        by=commissioner,
        at=NOW,
    )
    draft.refresh_from_db()
    return draft


@pytest.fixture
def published(ready, commissioner, at):
    opportunities.publish(opportunity=ready, to="open", by=commissioner, at=at)
    ready.refresh_from_db()
    return ready


@pytest.fixture
def run_import(tmp_path):
    """`run_import(*releases)` imports them from one file, at AT; returns the summary and what was said."""
    files = itertools.count()

    def run(*releases, at=AT):
        said = []
        path = write(tmp_path / f"{next(files)}.json", *releases)
        return Run(at=at, say=said.append).import_sources([path]), said

    return run
