"""What is signed of an event and of a block of events. Pure: rows in, hexadecimal text out."""

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Iterable

from django.conf import settings


def event_signature(*, pk, at, actor_id, action, target_kind, target_id, details) -> str:
    """The signature of one event: nobody makes it without the key, and it fits no other event and no other number."""
    return _sign([pk, _time(at), actor_id, action, target_kind, target_id, _plain(details)])


def seal_digest(*, previous: str, first_id, last_id, count, gaps, last_at, sealed_at, rows_digest) -> str:
    """The digest of one block, which takes in that of the block before it."""
    return _sign([previous, first_id, last_id, count, gaps, _time(last_at), _time(sealed_at), rows_digest])


def rows_digest(rows: Iterable[tuple[int, str]]) -> str:
    """The digest of the (number, signature) of each event of a block, in their order."""
    digest = hashlib.sha256()
    for pk, signature in rows:
        digest.update(f"{pk}:{signature}\n".encode())
    return digest.hexdigest()


def _sign(parts: list) -> str:
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hmac.digest(_key(), text.encode("utf-8", "surrogatepass"), "sha256").hex()


def _key() -> bytes:
    """A key for this use alone, so that nothing else that is signed with the same setting can stand in for it."""
    return hashlib.sha256(b"portal audit trail\0" + settings.AUDIT_KEY.encode()).digest()


def _time(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _plain(value):
    """A JSON value as it comes back from the database: whole numbers without a fraction, tuples as lists."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
