"""Bids and contracts as arrays: which commissioners an organisation knows, with whom it worked, how regions buy.

What an organisation did before it was merged counts for the one that took it over, once: both share a place on
the axis of those who act.
"""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, diags_array

from commissioners.worth import DAYS_A_YEAR

from .bulk import Axis, Query, positions, relation
from .world import as_yes_or_no, row_sums

# Older contracts and bids say little of how a region buys today.
RECORD_YEARS = 10

BIDS = """
SELECT id, body_id, is_joint, is_joint OR state = 'won', submitted_on IS NULL OR submitted_on >= %s
FROM consortia_bid WHERE state IN ('submitted', 'won', 'lost')
"""
PARTICIPANTS = "SELECT bid_id, organisation_id FROM consortia_bidparticipant"
# Suppliers of one framework may never have met: an award is joint only where that is known.
AWARDS = "SELECT id, body_id, is_joint IS TRUE FROM commissioners_award"
SUPPLIERS = "SELECT award_id, organisation_id FROM commissioners_awardsupplier WHERE organisation_id IS NOT NULL"
# Who accepted a proposal of the other.
MEMBERS = """
SELECT a.organisation_id, b.organisation_id
FROM consortia_consortiummember a JOIN consortia_consortiummember b ON a.consortium_id = b.consortium_id
WHERE a.organisation_id <> b.organisation_id
  AND a.joined_at < COALESCE(b.left_at, 'infinity') AND b.joined_at < COALESCE(a.left_at, 'infinity')
"""
# Of each region's contracts for public services, those of the last RECORD_YEARS: how many, and how many were joint.
# A contract counts if it has a service of the reference table, or comes from an opportunity for public services; one
# without a date counts by when the opportunity was published, if ever.
RECORD = """
WITH award AS (
    SELECT award.id, award.is_joint
    FROM commissioners_award award
    LEFT JOIN commissioners_opportunity opportunity ON opportunity.id = award.opportunity_id
    WHERE award.is_joint IS NOT NULL
      AND COALESCE(award.awarded_on, opportunity.published_at::date) >= %s
      AND (NOT opportunity.outside_public_services
           OR EXISTS (SELECT 1 FROM commissioners_award_services asked WHERE asked.award_id = award.id))
)
SELECT region_id, count(*), sum(is_joint::int) FROM (
    SELECT award.id, place.region_id, award.is_joint
    FROM award
    JOIN commissioners_award_places p ON p.award_id = award.id
    JOIN reference_localauthority place ON place.id = p.localauthority_id
    UNION
    SELECT award.id, r.region_id, award.is_joint
    FROM award JOIN commissioners_award_regions r ON r.award_id = award.id
) counted GROUP BY region_id
"""
REGIONS_OF_BODIES = """
SELECT p.commissioningbody_id, place.region_id
FROM commissioners_commissioningbody_places p JOIN reference_localauthority place ON place.id = p.localauthority_id
"""


def queries(at) -> dict[str, Query]:
    """What is read of bids, contracts and consortia."""
    since = (at - dt.timedelta(days=RECORD_YEARS * DAYS_A_YEAR)).date()
    return {
        "bids": Query(BIDS, "id id yes yes yes", (since,)),
        "participants": Query(PARTICIPANTS, "id id"),
        "awards": Query(AWARDS, "id id yes"),
        "suppliers": Query(SUPPLIERS, "id id"),
        "members": Query(MEMBERS, "id id"),
        "record": Query(RECORD, "id number number", (since,)),
        "regions_of_bodies": Query(REGIONS_OF_BODIES, "id id"),
    }


@dataclass(frozen=True)
class Known:
    """What one source tells of N organisations."""

    commissioners: csr_array  # float32 [N, C]; 1 where it held a contract or bid jointly
    joint: np.ndarray  # float64 [N]; how many were joint
    some: np.ndarray  # bool [N]; whether there is anything at all


@dataclass(frozen=True)
class Acts:
    """Bids or awards, and who took part in them."""

    by: csr_array  # float32 [acts, N]; 1 for each organisation, once
    of: csr_array  # float32 [acts, C]; 1 for the commissioner
    joint: np.ndarray  # bool [acts]

    @classmethod
    def read(cls, acts, taking_part, organisations: Axis, bodies: Axis) -> "Acts":
        ids, body_ids, joint = acts[:3]
        rows = Axis.of(ids)
        order = np.argsort(ids, kind="stable")
        return cls(relation(rows, organisations, *taking_part), relation(rows, bodies, ids, body_ids), joint[order])

    def known(self, counting: np.ndarray | None = None) -> Known:
        """`counting`: bool [acts]; those that make a commissioner known, all where None."""
        of = self.of if counting is None else diags_array(counting.astype(np.float32)) @ self.of
        commissioners = (self.by.T @ of).tocsr()
        commissioners.eliminate_zeros()
        commissioners.sort_indices()
        return Known(
            commissioners=as_yes_or_no(commissioners),
            joint=self.by.T @ self.joint.astype(np.float64),
            some=row_sums(self.by.T.tocsr()) > 0,
        )

    def shared(self, counting: np.ndarray) -> csr_array:
        """[N, N]: above 0 where two took part in the same one of `counting`."""
        by = self.by[np.flatnonzero(counting)]
        return (by.T @ by).tocsr()


def read(found, organisations: Axis, bodies: Axis) -> tuple[Known, Known, csr_array]:
    """(what public contracts tell, what bids tell, float32 [N, N] of who bid, won or joined a consortium together)."""
    awards = Acts.read(found["awards"], found["suppliers"], organisations, bodies)
    bids = Acts.read(found["bids"], found["participants"], organisations, bodies)
    counting = found["bids"][3][np.argsort(found["bids"][0], kind="stable")]
    met = bids.shared(np.ones(len(bids.joint), dtype=bool)) + awards.shared(awards.joint)
    met = (met + relation(organisations, organisations, *found["members"])).tocsr()
    met.setdiag(0)
    met.eliminate_zeros()
    met.sort_indices()
    return awards.known(), bids.known(counting), as_yes_or_no(met)


def record(found, regions: Axis, hiding: np.ndarray) -> np.ndarray:
    """float64 [R]: the share of each region's contracts and bids that were joint; nan where there are none.

    `hiding`: ids of organisations that keep their history closer. A bid counts where every bidder shows its own;
    who records one seldom dates it, so only a date says that it is too old.
    """
    bids, body_ids, joint, _, recent = found["bids"]
    in_bids, participants = found["participants"]
    hidden = np.isin(bids, in_bids[np.isin(participants, hiding)])
    counts = recent & ~hidden
    buyers = Axis.of(np.unique(found["regions_of_bodies"][0]))
    sold_in = relation(buyers, regions, *found["regions_of_bodies"])
    by_body = relation(Axis.of(bids[counts]), buyers, bids[counts], body_ids[counts])
    in_region = (by_body @ sold_in).tocsr()
    joint = joint[counts][np.argsort(bids[counts], kind="stable")]
    total, shared = row_sums(in_region.T.tocsr()), in_region.T @ joint.astype(np.float64)
    of_awards, awards, joint_awards = found["record"]
    at = positions(regions.ids, of_awards)
    np.add.at(total, at, awards)
    np.add.at(shared, at, joint_awards)
    return np.where(total > 0, shared / np.maximum(total, 1), np.nan)
