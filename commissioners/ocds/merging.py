"""One picture of a procurement out of its releases, each of which may carry only what changed.

The merge routine of OCDS 1.1 (standard.open-contracting.org/1.1/en/schema/merging): objects are
merged field by field, lists of objects with ids by id, null removes, everything else is replaced.
"""

import datetime as dt

from .dates import moment
from .shapes import as_dict, as_list, dicts, text

# lists that the release schema treats as one value although their objects carry ids
WHOLE_LISTS = frozenset({"additionalClassifications", "additionalIdentifiers", "changes", "classifications"})
ABOUT_THE_RELEASE = ("id", "date", "tag")
BEFORE_ALL = dt.datetime(1, 1, 1, tzinfo=dt.UTC)


def merge(releases: list[dict]) -> dict:
    """The latest state that `releases` of one procurement by one buyer tell, whatever order they come in.

    Earlier dates first; undated ones first of all; ties by release id. The result carries the
    id and date of the last release and the tags of all.
    """
    ordered = in_order(releases)
    merged: dict = {}
    for release in apart(ordered):
        merged = _objects(merged, {k: v for k, v in release.items() if k not in ABOUT_THE_RELEASE})
    last = ordered[-1] if ordered else {}
    merged |= {key: last[key] for key in ("id", "date") if key in last}
    merged["tag"] = sorted({text(tag) for release in ordered for tag in as_list(release.get("tag"))} - {""})
    return merged


def in_order(releases: list[dict]) -> list[dict]:
    """Oldest first; the same order for the same releases, always."""
    return sorted(releases, key=lambda release: (moment(release.get("date")) or BEFORE_ALL, text(release.get("id"))))


def apart(ordered: list[dict]) -> list[dict]:
    """The releases with awards kept apart that share an id by accident.

    Under one long-running procurement (a dynamic market, say) every award notice may number its
    award "1". A new award whose suppliers are all others than those already known under the id
    is another award: it gets the id of its release as well.
    """
    known: dict[str, set[str]] = {}
    return [_renumbered(release, known) for release in ordered]


def _renumbered(release: dict, known: dict[str, set[str]]) -> dict:
    if not dicts(release.get("awards")):
        return release
    is_new = "award" in as_list(release.get("tag"))
    awards, renamed = [], {}
    for award in dicts(release.get("awards")):
        reference, suppliers = text(award.get("id")), _suppliers(award)
        if is_new and suppliers and known.get(reference) and not suppliers & known[reference]:
            renamed[reference] = f"{reference}@{text(release.get('id'))}"
            award = award | {"id": renamed[reference]}
        known.setdefault(text(award.get("id")), set()).update(suppliers)
        awards.append(award)
    contracts = [
        contract | {"awardID": renamed.get(text(contract.get("awardID")), contract.get("awardID"))}
        for contract in dicts(release.get("contracts"))
    ]
    return release | {"awards": awards} | ({"contracts": contracts} if contracts else {})


def _suppliers(award: dict) -> set[str]:
    return {text(each.get("id")) or text(each.get("name")).lower() for each in dicts(award.get("suppliers"))} - {""}


def _objects(old: dict, new: dict) -> dict:
    merged = dict(old)
    for key, value in new.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = _values(merged.get(key), value, key)
    return merged


def _values(old, new, key: str):
    if isinstance(new, dict):
        return _objects(as_dict(old), new)
    if isinstance(new, list) and key not in WHOLE_LISTS and new and all(map(_has_id, new)):
        same_kind = isinstance(old, list) and all(map(_has_id, old))
        return _by_id(old if same_kind else [], new)
    return new


def _by_id(old: list[dict], new: list[dict]) -> list[dict]:
    """Lists merged by id. Where a list uses an id twice, first is merged with first and second with second."""
    merged = dict(_numbered(old))
    for key, item in _numbered(new):
        merged[key] = _objects(merged.get(key, {}), item)
    return list(merged.values())


def _numbered(items: list[dict]):
    times: dict = {}
    for item in items:
        reference = text(item["id"])
        times[reference] = times.get(reference, 0) + 1
        yield (reference, times[reference]), item


def _has_id(thing) -> bool:
    return isinstance(thing, dict) and text(thing.get("id")) != ""
