"""How long the directory, its map, a comparison, its spreadsheet and the list of opportunities take.

Prints a line for each page: milliseconds at a client on the same machine, from the request to the
last byte, through a real gunicorn; and the same for an empty view, asked in turns with the page.
`ms_cold_p50` is with the shared cache emptied before each request. For the spreadsheet a line "download": milliseconds
to its first byte and to its last, its bytes, and by how much the memory of the web processes grew meanwhile.
"""

import json
from dataclasses import dataclass
from statistics import median, quantiles
from urllib.parse import urlencode

import redis
from django.conf import settings
from django.test import Client as Browser
from django.utils import timezone

from bench.server import Client, serving
from bench.urls import EMPTY
from commissioners.models import Opportunity
from mutuals.models import Membership, Organisation
from partnerships_portal.accounts.models import User

ORGANISATIONS, OPPORTUNITIES = "/organisations/", "/opportunities/"
MAP, COMPARE, SPREADSHEET = "/organisations/map/", "/organisations/compare/", "/organisations.csv"
DOWNLOADS = 5  # of each spreadsheet: one address may have thirty an hour


@dataclass(frozen=True)
class Page:
    """A page to ask for: as a visitor, or as somebody who is signed in."""

    path: str
    query: dict[str, str | list[str]]
    signed_in: bool = False

    @property
    def address(self) -> str:
        return self.path + ("?" + urlencode(self.query, doseq=True) if self.query else "")


def pages(organisations: int, opportunities: int, compared: list[str]) -> list[Page]:
    """Plain, narrowed by facets, searched, and far back, of both lists; the map; `compared` side by side."""
    facets: dict[str, str | list[str]] = {"service": "health", "place": "north-west", "kind": "mutual"}
    return [
        Page(ORGANISATIONS, {}),
        Page(ORGANISATIONS, facets),
        Page(ORGANISATIONS, {"q": "community nursing"}),
        Page(ORGANISATIONS, {"q": "youth", "place": ["london", "south-east"], "sort": "name"}),
        Page(ORGANISATIONS, {"page": str(organisations // 25)}),
        Page(ORGANISATIONS, {"page": str(organisations // 50), "sort": "newest"}),
        Page(ORGANISATIONS, facets, signed_in=True),
        Page(ORGANISATIONS, {"near": "LS1 1UR", "within": "25"}),
        Page(ORGANISATIONS, {**facets, "near": "LS1 1UR", "within": "50"}),
        Page(ORGANISATIONS, {"near": "LS1 1UR", "page": str(organisations // 50)}),
        Page(ORGANISATIONS, {"q": "physotherapy", "kind": "nhs_body"}),
        Page(MAP, {}),
        Page(MAP, facets),
        Page(MAP, {"q": "community nursing"}),
        Page(COMPARE, {"with": compared}),
        Page(COMPARE, {"with": compared}, signed_in=True),
        Page(OPPORTUNITIES, {}),
        Page(OPPORTUNITIES, {"group": "social-care", "region": "north-west", "openness": ["accepted", "welcomed"]}),
        Page(OPPORTUNITIES, {"q": "community nursing"}),
        Page(OPPORTUNITIES, {"page": str(opportunities // 25)}),
    ]


def measure(page: Page, client: Client, cookie: str, repeats: int) -> dict[str, object]:
    """Ask for `page` and the empty view in turns, then again with an empty cache."""
    cookie = cookie if page.signed_in else ""
    for _ in range(3):
        client.get(page.address, cookie)
    took, empty, cold = [], [], []
    for _ in range(repeats):
        took.append(client.get(page.address, cookie))
        empty.append(client.get(EMPTY).ms)
    for _ in range(max(2, repeats // 5)):
        _forget()
        cold.append(client.get(page.address, cookie))
    return {
        "ms_p50": round(median(answer.ms for answer in took), 1),
        "ms_p95": round(quantiles([answer.ms for answer in took], n=20)[-1], 1),
        "queries": max(answer.queries for answer in [*took, *cold]),
        "empty_view_ms_p50": round(median(empty), 1),
        "ms_cold_p50": round(median(answer.ms for answer in cold), 1),
        "ms_cold_max": round(max(answer.ms for answer in cold), 1),
    }


def download(page: Page, client: Client) -> dict[str, object]:
    """Fetch a spreadsheet some times over, each time with an empty cache."""
    fetched = []
    for _ in range(DOWNLOADS):
        _forget()
        fetched.append(client.stream(page.address))
    return {
        "ms_first_byte_p50": round(median(answer.first_ms for answer in fetched), 1),
        "ms_first_byte_max": round(max(answer.first_ms for answer in fetched), 1),
        "ms_p50": round(median(answer.ms for answer in fetched), 1),
        "bytes": max(answer.size for answer in fetched),
        "grew_mb": round(max(answer.grew for answer in fetched) / 1e6, 1),
    }


def main(repeats: str = "40") -> None:
    numbers = {"organisations": Organisation.objects.count(), "opportunities": Opportunity.objects.count()}
    cookie = _sign_in()
    with serving("bench.settings") as client:
        for page in pages(**numbers, compared=_any_four()):
            found = {"name": "page", "path": page.address, **numbers, "signed_in": page.signed_in}
            print(json.dumps(found | measure(page, client, cookie, int(repeats))), flush=True)
        for page in (Page(SPREADSHEET, {}), Page(SPREADSHEET, {"place": "north-west", "kind": "mutual"})):
            found = {"name": "download", "path": page.address, **numbers}
            print(json.dumps(found | download(page, client)), flush=True)


def _sign_in() -> str:
    """The session cookie of somebody who belongs to an organisation."""
    user = User.objects.create_user("bench@example.org", None, name="Bench")
    organisation = Organisation.objects.order_by("pk")[0]
    Membership.objects.create(user=user, organisation=organisation, role="owner", created_at=timezone.now())
    browser = Browser()
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"


def _any_four() -> list[str]:
    return [str(pk) for pk in Organisation.objects.active().order_by("pk").values_list("pk", flat=True)[:4]]


def _forget() -> None:
    """Empty the part of the shared cache that belongs to this benchmark."""
    with redis.from_url(settings.REDIS_URL) as cache:
        keys = list(cache.scan_iter(match=f"{settings.CACHES['default']['KEY_PREFIX']}:*", count=1000))
        if keys:
            cache.delete(*keys)
