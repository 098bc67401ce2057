"""A release made ready for the database: scrubbed, named, and mapped by itself. No database here."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass

from django.conf import settings

from commissioners.ocds import notices
from commissioners.ocds.dates import moment
from commissioners.ocds.mapping import MappedOpportunity, map_release
from commissioners.ocds.merging import merge
from commissioners.ocds.parties import MappedBuyer, buyer_of
from commissioners.ocds.scrubbing import scrub
from commissioners.ocds.shapes import text

Key = tuple[str, str, str]  # ocid, buyer key, release id


class Unusable(Exception):
    """A release that cannot be kept. The message says why."""


@dataclass(frozen=True)
class Prepared:
    """One release, ready to be kept."""

    key: Key
    buyer: MappedBuyer | None
    released_at: dt.datetime | None
    digest: str  # SHA-256 of the scrubbed release
    raw: dict
    mapped: MappedOpportunity  # what this release says by itself

    @property
    def ocid(self) -> str:
        return self.key[0]

    @property
    def age(self) -> tuple[bool, dt.datetime | None, str]:
        """Orders versions of one release: the last one counts, in whatever order they come."""
        return version(self.released_at, self.digest)


def version(released_at: dt.datetime | None, digest: str) -> tuple:
    """Orders versions of one release: dated after undated, later after earlier; then anything, but always the same."""
    return (released_at is not None, released_at or "", digest)


def prepare(release: dict, *, at: dt.datetime) -> Prepared:
    """Scrub and map one release. Raises Unusable where it names no procurement."""
    raw = scrub(release)
    ocid = text(raw.get("ocid"))
    if not ocid:
        raise Unusable("it has no ocid, so it belongs to no procurement")
    if len(ocid) > 120:
        raise Unusable("its ocid is longer than any real one")
    if ocid.startswith(f"{settings.OCID_PREFIX}-"):
        raise Unusable("it was posted on this portal, which need not import it again")
    digest = hashlib.sha256(json.dumps(raw, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    buyer = buyer_of(raw)
    return Prepared(
        key=(ocid, buyer.key if buyer else "", notices.release_id(raw) or f"without-id-{digest[:16]}"),
        buyer=buyer,
        released_at=moment(raw.get("date")),
        digest=digest,
        raw=raw,
        mapped=map_release(merge([raw]), at=at),
    )


def notice_fields(prepared: Prepared) -> dict:
    """The columns of the Notice that keeps a release."""
    return {
        "source": prepared.mapped.source,
        "released_at": prepared.released_at,
        "tags": notices.tags_of(prepared.raw)[:50],
        "notice_type": text(notices.notice_type(prepared.raw), 10),
        "url": notices.notice_url(prepared.raw),
        "digest": prepared.digest,
        "raw": prepared.raw,
        "reasons": list(prepared.mapped.reasons),
    }
