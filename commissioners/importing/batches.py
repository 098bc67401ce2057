"""One transaction of an import: notices kept, and whatever they change written."""

import datetime as dt

from django.db import connection, transaction

from commissioners.models import Notice, Opportunity

from . import awards, opportunities
from .bodies import Bodies
from .groups import Group, groups_of
from .lots import Codes
from .prepared import Key, Prepared, notice_fields, version

ONE_AT_A_TIME = 7_306_201  # key of the database lock that makes a second import wait for the first


@transaction.atomic
def import_batch(prepared: list[Prepared], *, bodies: Bodies, codes: Codes, at: dt.datetime) -> list[str]:
    """Keep these releases and write what follows from them; returns a word of Summary for each, in their order.

    All or nothing: raises whatever the database raises.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    bodies.read_if_others_wrote()
    words, new = _keep(prepared, at)
    ocids = list(dict.fromkeys(prepared[index].ocid for index in new))
    if not ocids:
        return words
    single = {each.digest: each.mapped for each in prepared}
    groups = groups_of(ocids, single=single, bodies=bodies, at=at)
    here = set(Opportunity.objects.filter(ocid__in=ocids).values_list("ocid", "body_id"))
    fruitful = [group for group in groups if group.is_opportunity or (group.ocid, group.body_id) in here]
    written = opportunities.write(fruitful, bodies=bodies, codes=codes, at=at)
    awards.write([group for group in groups if group.body_id is not None], written, codes=codes, at=at)
    _link(groups, written)
    barren = _barren(groups)
    for index in new:
        if words[index] == "created" and prepared[index].key in barren:
            words[index] = "skipped"
    return words


def _barren(groups: list[Group]) -> set[Key]:
    """The notices that nothing came of."""
    return {
        (notice.ocid, notice.buyer_key, notice.release_id)
        for group in groups
        if not (group.is_opportunity or group.is_history)
        for notice in group.notices
    }


def _keep(prepared: list[Prepared], at: dt.datetime) -> tuple[list[str], list[int]]:
    """Keep what is new; returns a word for each release, and the positions of those that bring something new."""
    latest: dict[Key, tuple] = {
        (ocid, buyer, release): version(released_at, digest)
        for ocid, buyer, release, released_at, digest in Notice.objects.filter(
            ocid__in={each.ocid for each in prepared}
        ).values_list("ocid", "buyer_key", "release_id", "released_at", "digest")
    }
    here = set(latest)
    words, keep = [], {}
    for index, each in enumerate(prepared):
        if each.key not in latest:
            words.append("created")
        else:
            words.append("updated" if each.age > latest[each.key] else "unchanged")
        if words[-1] != "unchanged":
            latest[each.key] = each.age
            keep[each.key] = index
    _save([prepared[index] for index in keep.values()], here, at)
    return words, [index for index, word in enumerate(words) if word != "unchanged"]


def _save(prepared: list[Prepared], here: set[Key], at: dt.datetime) -> None:
    new = [each for each in prepared if each.key not in here]
    Notice.objects.bulk_create([_notice(each, at) for each in new], batch_size=200)
    for each in prepared:
        if each.key in here:
            ocid, buyer, release = each.key
            Notice.objects.filter(ocid=ocid, buyer_key=buyer, release_id=release).update(**notice_fields(each))


def _notice(prepared: Prepared, at: dt.datetime) -> Notice:
    ocid, buyer, release = prepared.key
    return Notice(ocid=ocid, buyer_key=buyer, release_id=release, imported_at=at, **notice_fields(prepared))


def _link(groups: list[Group], written: dict) -> None:
    """Tell each notice which opportunity came of it."""
    moved = []
    for group in groups:
        opportunity = written.get((group.ocid, group.body_id))
        wanted = opportunity.pk if opportunity else None
        for notice in group.notices:
            if notice.opportunity_id != wanted:
                notice.opportunity_id = wanted
                moved.append(notice)
    Notice.objects.bulk_update(moved, ["opportunity"], batch_size=500)
