"""Release and record packages: what OCDS wraps around releases."""

from dataclasses import dataclass

from .releases import compiled

VERSION = "1.1"
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
RAW = "https://raw.githubusercontent.com/open-contracting-extensions"
EXTENSIONS = (
    f"{RAW}/ocds_lots_extension/v1.1.5/extension.json",
    f"{RAW}/ocds_location_extension/v1.1.5/extension.json",
    *(
        f"{RAW}/ocds_{name}_extension/master/extension.json"
        for name in (
            *("awardCriteriaBreakdown", "bid", "communication", "enquiry", "legalBasis", "otherRequirements"),
            *("renewal", "suitability", "partyDetails_scale"),
        )
    ),
    f"{RAW}/ocds_pagination_extension/master/extension.json",
    "https://raw.githubusercontent.com/Crown-Commercial-Service/ocds_partyDetails_vcse_extension/main/extension.json",
)


@dataclass(frozen=True)
class Publisher:
    """Who publishes: the portal's name and address, and the address of the page about the data."""

    name: str
    site: str
    policy: str
    extension: str  # address of our extension.json


def release_package(releases: list[dict], *, uri: str, publisher: Publisher, next_uri: str = "") -> dict:
    """A release package with at least one release; `next_uri` where more follow."""
    return _package(releases, uri, publisher) | {"releases": releases} | _links(next_uri)


def record_package(releases: list[dict], *, uri: str, publisher: Publisher) -> dict:
    """A record package: a record for each release, whose compiled release it is."""
    records = [{"ocid": one["ocid"], "releases": [one], "compiledRelease": compiled(one)} for one in releases]
    return _package(releases, uri, publisher) | {"records": records}


def _package(releases: list[dict], uri: str, publisher: Publisher) -> dict:
    return {
        "uri": uri,
        "version": VERSION,
        "publishedDate": max(one["date"] for one in releases),
        "publisher": {"name": publisher.name, "uri": publisher.site},
        "license": LICENCE,
        "publicationPolicy": publisher.policy,
        "extensions": [publisher.extension, *EXTENSIONS],
    }


def _links(next_uri: str) -> dict:
    return {"links": {"next": next_uri}} if next_uri else {}
