"""Organisations as arrays: all that each told, and what each shows to signed-in organisations."""

import datetime as dt

import numpy as np
from scipy.sparse import csr_array, diags_array

from mutuals.choices import Kind, OrganisationValue
from mutuals.visibility import Visibility

from .bulk import Axes, Axis, Query, positions, relation
from .lineage import last_in_line
from .store_history import Known
from .world import NOT_KNOWN, Organisations, row_sums

SECTIONS = ("about", "services", "places", "size", "ways_of_working", "partnering", "finances", "capacity", "history")

# Of the closed ones too: who took them over, and whether they showed their history, still count.
PROFILES = f"""
SELECT id, COALESCE(merged_into_id, 0), closed_at IS NULL AND admitted_at IS NOT NULL,
       array_position(%s::text[], kind::text) - 1, turnover, turnover_band, volume_of_work / capacity,
       (%s::date - COALESCE(spun_out_on, founded_on)) / 365.25, is_national AND national_evidence <> '',
       pace_of_decisions, governance, safeguarding,
       {" | ".join(f"((%s = ANY(values))::int << {bit})" for bit in range(len(OrganisationValue)))},
       {", ".join(f"visibility_{section}" for section in SECTIONS)}
FROM mutuals_organisation
"""
PLACES = "SELECT organisation_id, localauthority_id FROM mutuals_organisation_places"
CLAIMS = "SELECT organisation_id, service_area_id, evidenced FROM mutuals_serviceclaim"
NETWORKS = "SELECT organisation_id, network_id FROM mutuals_organisation_networks"
SHOWN_LATELY = "SELECT organisation_id, sum(times) FROM consortia_exposure WHERE day > %s GROUP BY organisation_id"


def queries(at, exposure_days: float) -> dict[str, Query]:
    """What is read of organisations; `exposure_days`: how far back it counts how often each was shown."""
    profile = "id id yes code number code number number yes number number number code" + " code" * len(SECTIONS)
    since = at.date() - dt.timedelta(days=exposure_days)
    return {
        "profiles": Query(PROFILES, profile, (Kind.values, at.date(), *OrganisationValue.values)),
        "places_served": Query(PLACES, "id id"),
        "claims": Query(CLAIMS, "id id yes"),
        "networks": Query(NETWORKS, "id id"),
        "shown_lately": Query(SHOWN_LATELY, "id number", (since,)),
    }


def axes_of(profiles) -> tuple[Axis, Axis]:
    """(those that take part, those that act: the merged ones share the place of the one that took them over)."""
    ids, into, active = profiles[:3]
    taking_part = Axis.of(ids[active])
    merged = np.flatnonzero(into)
    successor = dict(zip(ids[merged].tolist(), into[merged].tolist(), strict=True))
    heirs = np.array([last_in_line(pk, successor) for pk in successor], dtype=np.int64)
    at = positions(taking_part.ids, heirs)
    taken_over = ids[merged][at >= 0]
    acting = Axis.of(
        np.concatenate([taking_part.ids, taken_over]),
        np.concatenate([taking_part.places, at[at >= 0]]),
        taking_part.size,
    )
    return taking_part, acting


def hiding_history(profiles) -> np.ndarray:
    """The ids of organisations, closed ones too, that keep their history closer."""
    return profiles[0][profiles[-1] > Visibility.SIGNED_IN]


def read(found, axes: Axes, taking_part: Axis, group_of: np.ndarray, parents: csr_array, public: Known, bids: Known):
    """(told, shown): Organisations twice, of those on the axis `taking_part`."""
    ids, _, active = found["profiles"][:3]
    rows = np.flatnonzero(active)
    rows = rows[np.argsort(ids[rows], kind="stable")]
    profile = [column[rows] for column in found["profiles"]]
    shows = {
        section: levels <= Visibility.SIGNED_IN
        for section, levels in zip(SECTIONS, profile[-len(SECTIONS) :], strict=True)
    }
    told = _told(found, profile, axes, taking_part, group_of, parents, public, bids)
    return told, _shown(told, shows, public)


def _told(found, profile, axes: Axes, taking_part: Axis, group_of, parents, public: Known, bids: Known):
    _, _, _, kind, turnover, band, load, years, national, pace, governance, safeguarding, values = profile[:13]
    places = relation(taking_part, axes.districts, *found["places_served"])
    claims = _claims(found["claims"], axes, taking_part)
    commissioners = public.commissioners.maximum(bids.commissioners).tocsr()
    has_history = bids.some | (row_sums(commissioners) > 0)
    networks = Axis.of(np.unique(found["networks"][1]))
    return Organisations(
        ids=taking_part.ids,
        kind=kind.astype(np.int16),
        group=main_group(claims, group_of),
        claims=claims,
        services=with_groups(claims, parents),
        places=places,
        national=national,
        places_known=row_sums(places) > 0,
        turnover=turnover,
        band=band.astype(np.int16),
        load=load,
        years=np.maximum(years, 0),
        commissioners=commissioners,
        history_known=has_history,
        joint_bids=np.where(has_history, np.maximum(public.joint, bids.joint), np.nan),
        values=_values(values),
        pace=pace,
        governance=governance,
        safeguarding=safeguarding,
        networks=relation(taking_part, networks.at_least(1), *found["networks"]),
        networks_known=np.ones(len(kind), dtype=bool),
    )


def _shown(told: Organisations, shows: dict[str, np.ndarray], public: Known) -> Organisations:
    """What every signed-in organisation may see. Turnover only ever as a band; awards are public notices."""

    def number(values, section):
        return np.where(shows[section], values, np.nan)

    def sets(matrix, section):
        kept = (diags_array(shows[section].astype(np.float32)) @ matrix).tocsr()
        kept.eliminate_zeros()
        return kept

    hidden = ~shows["history"]
    return told.where(
        group=np.where(shows["services"], told.group, NOT_KNOWN).astype(np.int16),
        claims=sets(told.claims, "services"),
        services=sets(told.services, "services"),
        places=sets(told.places, "places"),
        national=told.national & shows["places"],
        places_known=told.places_known & shows["places"],
        turnover=np.full(len(told), np.nan),
        band=np.where(shows["size"], told.band, NOT_KNOWN).astype(np.int16),
        load=number(told.load, "capacity"),
        years=number(told.years, "about"),
        commissioners=sets(told.commissioners, "history").maximum(public.commissioners).tocsr(),
        history_known=told.history_known & ~hidden,
        joint_bids=number(told.joint_bids, "history"),
        values=sets(told.values, "ways_of_working"),
        pace=number(told.pace, "ways_of_working"),
        governance=number(told.governance, "ways_of_working"),
        safeguarding=number(told.safeguarding, "ways_of_working"),
        networks=sets(told.networks, "partnering"),
        networks_known=shows["partnering"],
    )


def _claims(found, axes: Axes, taking_part: Axis) -> csr_array:
    owners, members, evidenced = found
    return relation(taking_part, axes.services, owners, members, np.where(evidenced, 1.0, 0.5))


def with_groups(claims: csr_array, parents: csr_array) -> csr_array:
    """The claims, and the groups that they belong to, as claims without evidence.

    A notice may ask for a whole group without saying which part of it: what an organisation shows of one
    part is no evidence for the part that is wanted.
    """
    claimed = claims.copy()
    claimed.data = np.full_like(claims.data, 0.5)
    groups = (claimed @ parents).tocsr()
    groups.data[:] = 0.5
    return claims.maximum(groups).tocsr()


def main_group(sets: csr_array, group_of: np.ndarray) -> np.ndarray:
    """int16 [rows]: the group most of each row's services belong to, the first of those; -1 without services."""
    size = int(group_of.max(initial=-1)) + 1
    if size == 0:
        return np.full(sets.shape[0], NOT_KNOWN, dtype=np.int16)
    rows_, columns_ = sets.nonzero()
    counts = np.zeros((sets.shape[0], size), dtype=np.int32)
    np.add.at(counts, (rows_, group_of[columns_]), 1)
    return np.where(counts.any(axis=1), counts.argmax(axis=1), NOT_KNOWN).astype(np.int16)


def _values(bits: np.ndarray) -> csr_array:
    """float32 [N, V]: 1 for each value whose bit is set."""
    is_set = (bits[:, None] >> np.arange(len(OrganisationValue))) & 1
    at, values = np.nonzero(is_set)
    return csr_array((np.ones(len(at), np.float32), (at, values)), shape=is_set.shape)


def shown_lately(found, taking_part: Axis) -> np.ndarray:
    """float64 [N]: how many times each was suggested to others lately."""
    at, times = taking_part.at(found[0]), found[1]
    return np.bincount(at[at >= 0], weights=times[at >= 0], minlength=taking_part.size)
