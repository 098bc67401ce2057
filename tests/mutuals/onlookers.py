"""Everybody who looks at an organisation, and everything that they can look at, for tests that nothing hidden shows."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from mutuals.models import Organisation
from mutuals.viewers import EYES
from mutuals.visibility import Visibility

POSTCODE = "LS1 1UR"
# What a page has anew each time it is asked for.
FRESH = re.compile(rb'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"')
SEEN_AS = {
    "public": Visibility.PUBLIC,
    "commissioner": Visibility.PUBLIC,
    "organisation": Visibility.SIGNED_IN,
    "partner": Visibility.PARTNERS,
}


@dataclass(frozen=True)
class Person:
    """Somebody who looks: how far the organisation's own page is open to them, and how far lists are.

    `asks_much`: asks lists by everything; one person at each level is enough, as lists know nothing but the level.
    """

    client: Client
    on_page: Visibility
    in_lists: Visibility
    asks_much: bool = False


@dataclass(frozen=True)
class Look:
    """One thing that somebody can get, and the level up to which it may tell of the organisation."""

    what: str
    level: Visibility
    get: Callable[[], bytes]


def looks(
    organisation: Organisation, people: dict[str, Person], owner: Client, watching: dict, values: dict
) -> list[Look]:
    """All of them. `watching` maps people of other organisations to theirs; `values` has what lists are asked by."""
    found = [
        Look(f"page as {name}", person.on_page, _page(person.client, organisation.get_absolute_url()))
        for name, person in people.items()
    ]
    found += [
        Look(f"{path} as {name}", person.in_lists, _page(person.client, path))
        for name, person in people.items()
        for path in _lists(organisation, values, much=person.asks_much)
    ]
    spreadsheet = reverse("organisation_csv")  # for everyone alike, whoever asks
    found += [
        Look(f"{spreadsheet} as {name}", Visibility.PUBLIC, _page(person.client, spreadsheet))
        for name, person in people.items()
    ]
    found += [
        Look(
            f"preview as {eyes}",
            SEEN_AS[eyes],
            _page(owner, reverse("organisation_preview", args=[organisation.pk, eyes])),
        )
        for eyes in EYES
    ]
    for name, other in watching.items():
        found += [
            Look(f"{path} as {name}", Visibility.SIGNED_IN, _page(people[name].client, path))
            for path in _matching(other, values)
        ]
        found += [Look(f"{command} of {name}", Visibility.SIGNED_IN, _printed(command, other)) for command in PRINTS]
    return found


PRINTS = ("partners", "matches")


def _lists(organisation: Organisation, values: dict, *, much: bool) -> list[str]:
    """Addresses that list, count, compare or draw organisations."""
    directory = reverse("organisation_list")
    beside = "&".join(f"with={pk}" for pk in (organisation.pk, values["beside"]))
    queries = ["", f"near={POSTCODE}&within=25"]
    if much:
        queries += ["sort=newest", f"near={POSTCODE}&sort=nearest"]
        queries += [f"{name}={value}" for name, several in values["facets"].items() for value in several]
    pages = [reverse("home"), reverse("organisation_map"), f"{reverse('organisation_compare')}?{beside}"]
    return [*pages, *(f"{directory}?{query}" for query in queries)]


def _matching(other: Organisation, values: dict) -> list[str]:
    own = [reverse(name, args=[other.pk]) for name in ("organisation_matches", "organisation_partners")]
    tenders = [reverse("opportunity_match", args=[pk]) for pk in values["opportunities"]]
    return [*own, reverse("organisation_scope", args=[other.pk]), *tenders]


def _page(client: Client, path: str) -> Callable[[], bytes]:
    def get() -> bytes:
        cache.clear()
        response = client.get(path)
        return b"%d\n" % response.status_code + FRESH.sub(b"", response.getvalue())

    return get


def _printed(command: str, organisation: Organisation) -> Callable[[], bytes]:
    def get() -> bytes:
        out = io.StringIO()
        call_command(command, "--organisation", str(organisation.pk), "--json", stdout=out)
        return out.getvalue().encode()

    return get
