"""Procurements: all notices here that share an ocid and a buyer, merged and mapped."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace

from commissioners.models import Notice
from commissioners.ocds import notices
from commissioners.ocds.mapping import MappedOpportunity, map_release
from commissioners.ocds.merging import merge
from commissioners.ocds.parties import buyer_of

from .bodies import Bodies


@dataclass(frozen=True)
class Group:
    """One procurement by one body. `body_id` is None where no notice of the ocid names a buyer."""

    ocid: str
    body_id: int | None
    notices: tuple[Notice, ...]
    mapped: MappedOpportunity

    @property
    def key(self) -> tuple[str, int]:
        """The ocid and the body. Only groups with a body are written."""
        assert self.body_id is not None
        return self.ocid, self.body_id

    @property
    def is_opportunity(self) -> bool:
        return self.body_id is not None and self.mapped.is_opportunity

    @property
    def is_history(self) -> bool:
        return self.body_id is not None and not self.mapped.is_opportunity and bool(self.mapped.awards)


def groups_of(
    ocids: list[str], *, single: dict[str, MappedOpportunity], bodies: Bodies, at: dt.datetime
) -> list[Group]:
    """The procurements of these ocids as everything that is kept here tells them at `at`.

    `single` holds what releases say by themselves, by digest, so as not to map them again.

    A notice that names no buyer belongs to the only buyer of its ocid; where there are
    several, to none.
    """
    kept: dict[str, list[Notice]] = defaultdict(list)
    for notice in Notice.objects.filter(ocid__in=ocids).order_by("pk"):
        kept[notice.ocid].append(notice)
    return [group for ocid in ocids for group in _groups(ocid, kept[ocid], single, bodies, at)]


def _groups(ocid: str, kept: list[Notice], single: dict, bodies: Bodies, at: dt.datetime) -> list[Group]:
    by_body: dict[int | None, list[Notice]] = defaultdict(list)
    for notice in kept:
        buyer = buyer_of(notice.raw)
        by_body[bodies.find_or_create(buyer, at=at) if buyer else None].append(notice)
    nameless = by_body.pop(None, [])
    if len(by_body) == 1 and nameless:
        next(iter(by_body.values())).extend(nameless)
    elif nameless:
        by_body[None] = nameless
    return [_group(ocid, body_id, each, single, at) for body_id, each in by_body.items()]


def _group(ocid: str, body_id: int | None, kept: list[Notice], single: dict, at: dt.datetime) -> Group:
    if len(kept) == 1 and kept[0].digest in single:
        return Group(ocid, body_id, tuple(kept), single[kept[0].digest])
    published = min((notice.released_at for notice in kept if notice.released_at), default=None)
    mapped = map_release(merge([notice.raw for notice in kept]), at=at, published_at=published)
    is_announced = mapped.has_title and any(notices.is_announced(notice.raw) for notice in kept)
    mapped = replace(mapped, is_opportunity=is_announced)
    return Group(ocid, body_id, tuple(kept), mapped)
