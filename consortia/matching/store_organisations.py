"""Organisations as arrays: all that each told, and what each shows to signed-in organisations."""

import numpy as np
from scipy.sparse import csr_array, diags_array

from mutuals.choices import Kind, OrganisationValue
from mutuals.visibility import Visibility

from .bulk import Axes, columns, numbers, positions, relation, rows
from .merged import HEIRS
from .world import NOT_KNOWN, Organisations, row_sums

SECTIONS = ("about", "services", "places", "size", "ways_of_working", "partnering", "finances", "capacity", "history")

PROFILES = f"""
SELECT id, kind, turnover, turnover_band, volume_of_work / capacity,
       (%s::date - COALESCE(spun_out_on, founded_on)) / 365.25,
       is_national AND national_evidence <> '', pace_of_decisions, governance, safeguarding,
       {", ".join(f"visibility_{section}" for section in SECTIONS)}
FROM mutuals_organisation WHERE closed_at IS NULL AND admitted_at IS NOT NULL ORDER BY id
"""

PLACES = "SELECT organisation_id, localauthority_id FROM mutuals_organisation_places"

# A contract, or a joint bid, won or lost. A body's number is its own: predecessors are folded in later.
# What an organisation did before it was merged counts for its heir too, once: rows of those that are closed find no
# place in the arrays. Few are merged, so only their rows are compared.
BIDS = f"""{HEIRS}, participant AS (
    SELECT p.bid_id, p.organisation_id FROM consortia_bidparticipant p
    UNION ALL
    SELECT DISTINCT p.bid_id, heir.organisation_id
    FROM consortia_bidparticipant p JOIN heir ON heir.id = p.organisation_id
    WHERE NOT EXISTS (
        SELECT FROM consortia_bidparticipant own
        WHERE own.bid_id = p.bid_id AND own.organisation_id = heir.organisation_id)
)
SELECT participant.organisation_id, bid.body_id, bid.is_joint::int, (bid.is_joint OR bid.state = 'won')
FROM participant JOIN consortia_bid bid ON bid.id = participant.bid_id
WHERE bid.state IN ('submitted', 'won', 'lost')
"""
AWARDS = f"""{HEIRS}, supplier AS (
    SELECT s.award_id, s.organisation_id FROM commissioners_awardsupplier s WHERE s.organisation_id IS NOT NULL
    UNION ALL
    SELECT DISTINCT s.award_id, heir.organisation_id
    FROM commissioners_awardsupplier s JOIN heir ON heir.id = s.organisation_id
    WHERE NOT EXISTS (
        SELECT FROM commissioners_awardsupplier own
        WHERE own.award_id = s.award_id AND own.organisation_id = heir.organisation_id)
)
SELECT supplier.organisation_id, award.body_id, (award.is_joint IS TRUE)::int
FROM supplier JOIN commissioners_award award ON award.id = supplier.award_id
"""
# Who bid together, won a contract jointly, or accepted a proposal of the other. Suppliers of one framework may
# never have met: an award counts only where it is known to be joint.
TOGETHER = f"""{HEIRS}, met (one, other) AS (
    SELECT a.organisation_id, b.organisation_id
    FROM consortia_bidparticipant a JOIN consortia_bidparticipant b ON a.bid_id = b.bid_id
    JOIN consortia_bid bid ON bid.id = a.bid_id AND bid.state IN ('submitted', 'won', 'lost')
    WHERE a.organisation_id <> b.organisation_id
    UNION
    SELECT a.organisation_id, b.organisation_id
    FROM consortia_consortiummember a JOIN consortia_consortiummember b ON a.consortium_id = b.consortium_id
    WHERE a.organisation_id <> b.organisation_id
      AND a.joined_at < COALESCE(b.left_at, 'infinity') AND b.joined_at < COALESCE(a.left_at, 'infinity')
    UNION
    SELECT a.organisation_id, b.organisation_id
    FROM commissioners_awardsupplier a JOIN commissioners_awardsupplier b ON a.award_id = b.award_id
    JOIN commissioners_award award ON award.id = a.award_id AND award.is_joint IS TRUE
    WHERE a.organisation_id <> b.organisation_id
), by_heir (one, other) AS (
    SELECT COALESCE(one_heir.organisation_id, met.one), COALESCE(other_heir.organisation_id, met.other)
    FROM met LEFT JOIN heir one_heir ON one_heir.id = met.one LEFT JOIN heir other_heir ON other_heir.id = met.other
)
SELECT one, other FROM by_heir WHERE one <> other
"""


def read(at, axes: Axes, group_of: np.ndarray, parents: csr_array):
    """(told, shown, together): Organisations twice and float32 [N, N]."""
    found = rows(PROFILES, [at.date()])
    profile = columns(found, 10 + len(SECTIONS))
    ids = np.array(profile[0], dtype=np.int64)
    shows = {
        section: np.array(levels, dtype=np.int16) <= Visibility.SIGNED_IN
        for section, levels in zip(SECTIONS, profile[10:], strict=True)
    }
    public, bids = _history(ids, axes)
    told = _told(ids, profile, axes, group_of, parents, public, bids)
    owners, others = columns(rows(TOGETHER), 2)
    number = {int(pk): position for position, pk in enumerate(ids)}
    together = relation(ids, owners, others, number, len(ids))
    return told, _shown(told, shows, public), together


def _told(ids, profile, axes, group_of, parents, public, bids) -> Organisations:
    places = _relation(PLACES, ids, axes.districts)
    claims = _claims(ids, axes)
    turnover, national = numbers(profile[2]), np.array(profile[6], dtype=bool)
    band = np.nan_to_num(numbers(profile[3]), nan=NOT_KNOWN).astype(np.int16)
    commissioners, joint_bids = public[0].maximum(bids[0]).tocsr(), np.maximum(public[1], bids[1])
    has_history = bids[2] | (row_sums(commissioners) > 0)
    networks = columns(rows("SELECT organisation_id, network_id FROM mutuals_organisation_networks"), 2)
    kinds = {kind: number for number, kind in enumerate(Kind.values)}
    return Organisations(
        ids=ids,
        kind=np.array([kinds.get(kind, NOT_KNOWN) for kind in profile[1]], dtype=np.int16),
        group=main_group(claims, group_of),
        claims=claims,
        services=with_groups(claims, parents),
        places=places,
        national=national,
        places_known=row_sums(places) > 0,
        turnover=turnover,
        band=band,
        load=numbers(profile[4]),
        years=np.maximum(numbers(profile[5]), 0),
        commissioners=commissioners,
        history_known=has_history,
        joint_bids=np.where(has_history, joint_bids, np.nan),
        values=_values(ids),
        pace=numbers(profile[7]),
        governance=numbers(profile[8]),
        safeguarding=numbers(profile[9]),
        networks=_networks(ids, *networks),
        networks_known=np.ones(len(ids), dtype=bool),
    )


def _shown(told: Organisations, shows: dict[str, np.ndarray], public) -> Organisations:
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
        commissioners=sets(told.commissioners, "history").maximum(public[0]).tocsr(),
        history_known=told.history_known & ~hidden,
        joint_bids=number(told.joint_bids, "history"),
        values=sets(told.values, "ways_of_working"),
        pace=number(told.pace, "ways_of_working"),
        governance=number(told.governance, "ways_of_working"),
        safeguarding=number(told.safeguarding, "ways_of_working"),
        networks=sets(told.networks, "partnering"),
        networks_known=shows["partnering"],
    )


def _relation(sql: str, ids, axis) -> csr_array:
    owners, members = columns(rows(sql), 2)
    return relation(ids, owners, members, axis, len(axis))


def _claims(ids, axes: Axes) -> csr_array:
    found = rows("SELECT organisation_id, service_area_id, evidenced FROM mutuals_serviceclaim")
    owners, members, evidenced = columns(found, 3)
    weights = np.where(np.array(evidenced, dtype=bool), 1.0, 0.5)
    return relation(ids, owners, members, axes.services, len(axes.services), weights)


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


def _history(ids, axes: Axes):
    """From public awards and from bids: (commissioners known [N, C], joint ones [N], any at all [N]) each."""
    award_owners, award_bodies, award_joint = columns(rows(AWARDS), 3)
    owners, bodies, joint, counts = columns(rows(BIDS), 4)
    counting = np.array(counts, dtype=bool)
    kept_owners, kept_bodies = np.array(owners, dtype=np.int64)[counting], np.array(bodies, dtype=np.int64)[counting]
    public = _known(ids, award_owners, award_bodies, axes), *_sums(ids, award_owners, award_joint)
    private = _known(ids, kept_owners.tolist(), kept_bodies.tolist(), axes), *_sums(ids, owners, joint)
    return public, private


def _known(ids, owners, bodies, axes: Axes) -> csr_array:
    return relation(ids, owners, bodies, axes.bodies, axes.body_count)


def _sums(ids, owners, values):
    at = positions(ids, owners)
    keep = at >= 0
    weights = numbers(values)[keep]
    return (
        np.bincount(at[keep], weights=weights, minlength=len(ids)),
        np.bincount(at[keep], minlength=len(ids)) > 0,
    )


def _values(ids) -> csr_array:
    found = rows(
        "SELECT id, unnest(values) FROM mutuals_organisation"
        " WHERE closed_at IS NULL AND admitted_at IS NOT NULL AND cardinality(values) > 0"
    )
    number = {value: position for position, value in enumerate(OrganisationValue.values)}
    owners, values = columns(found, 2)
    return relation(ids, owners, values, number, len(number))


def _networks(ids, owners, networks) -> csr_array:
    number = {network: position for position, network in enumerate(sorted(set(networks)))}
    return relation(ids, owners, networks, number, max(len(number), 1))
