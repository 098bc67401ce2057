"""What matching reads, as arrays: one row for each organisation, opportunity, place.

Pure. Unknown numbers are nan, unknown codes are -1; nothing unknown is ever stored as zero.
Sets (services, places ...) are sparse matrices with one row for each owner.
"""

from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

NOT_KNOWN = -1


@dataclass(frozen=True)
class Organisations:
    """N organisations, as one kind of viewer knows them: all they told, or what they show."""

    ids: np.ndarray  # int64 [N], ascending
    kind: np.ndarray  # int16 [N]; what an organisation is
    group: np.ndarray  # int16 [N]; the service group it mainly works in, -1 unknown
    claims: csr_array  # float32 [N, S]; the sub-areas it claims: 1 with evidence, less without
    services: csr_array  # float32 [N, S]; the claims and the groups that they belong to, as tenders may ask for either
    places: csr_array  # float32 [N, D]; 1 where it delivers
    national: np.ndarray  # bool [N]; delivers anywhere, with evidence
    places_known: np.ndarray  # bool [N]
    turnover: np.ndarray  # float64 [N]; pounds a year, nan unknown
    band: np.ndarray  # int16 [N]; position in the edges of Bands, -1 unknown
    load: np.ndarray  # float64 [N]; volume of work / capacity, nan unknown
    years: np.ndarray  # float64 [N]; since spin-out or founding, nan unknown
    commissioners: csr_array  # float32 [N, C]; 1 where it held a contract or bid jointly, won or lost
    history_known: np.ndarray  # bool [N]; whether `commissioners` is all there is
    joint_bids: np.ndarray  # float64 [N]; joint bids made, nan unknown
    values: csr_array  # float32 [N, V]; 1 for a chosen value
    pace: np.ndarray  # float64 [N]; of decisions, 1 to 5, nan unknown
    governance: np.ndarray  # float64 [N]; 1 to 5, nan unknown
    safeguarding: np.ndarray  # float64 [N]; level 0 to 3, nan unknown
    networks: csr_array  # float32 [N, K]
    networks_known: np.ndarray  # bool [N]

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def offered(self) -> csr_array:
        """The services as yes or no, float32 [N, S]: evidence aside."""
        return as_yes_or_no(self.services)

    @cached_property
    def claimed(self) -> csr_array:
        """The claims as yes or no, float32 [N, S]: evidence aside."""
        return as_yes_or_no(self.claims)

    def where(self, **changed) -> "Organisations":
        """The same organisations with some arrays exchanged."""
        return replace(self, **changed)


@dataclass(frozen=True)
class Opportunities:
    """M opportunities, each as a whole: its lots' services and places together."""

    ids: np.ndarray  # int64 [M], ascending
    group: np.ndarray  # int16 [M]; the service group it mainly asks for
    services: csr_array  # float32 [M, S]; 1 where asked
    places: csr_array  # float32 [M, D]; 1 where asked; an empty row is unknown
    minimum_turnover: np.ndarray  # float64 [M]; pounds a year, nan where none is asked
    yearly_value: np.ndarray  # float64 [M]; pounds a year, nan unknown
    openness: np.ndarray  # int8 [M]; position in OPENNESS, -1 not stated
    joint: np.ndarray  # float64 [M]; 1 more than one body buys, 0 one does, nan unknown
    commissioners: csr_array  # float32 [M, C]; 1 for each buyer, predecessors folded into successors
    priorities: csr_array  # float32 [M, S]; services its buyers publish as priorities; empty is unknown

    def __len__(self) -> int:
        return len(self.ids)


OPENNESS = ("not_accepted", "accepted", "welcomed", "required")


@dataclass(frozen=True)
class Places:
    """D districts and what is known of them."""

    postcodes: np.ndarray  # float64 [D], at least 1
    sparsity: np.ndarray  # float64 [D]; 0 most densely settled, 1 most sparsely
    region: np.ndarray  # int16 [D]; position in `record`
    neighbours: csr_array  # float32 [D, D]; 1 next door
    record: np.ndarray  # float64 [R]; share of the region's awards and bids that were joint, nan unknown


@dataclass(frozen=True)
class Bands:
    """Bands of turnover, pounds a year: what others see instead of the exact figure."""

    low: np.ndarray  # float64 [K]; lower edges, ascending, the first 0
    high: np.ndarray  # float64 [K]; upper edges, the last infinite

    @cached_property
    def middle(self) -> np.ndarray:
        """A figure to stand for each band: the middle, or half as much again as the last lower edge."""
        return np.where(np.isinf(self.high), 1.5 * self.low, (self.low + self.high) / 2)

    def of(self, turnover: np.ndarray) -> np.ndarray:
        """The band of each figure; -1 where it is nan."""
        band = np.searchsorted(self.low, turnover, side="right") - 1
        return np.where(np.isnan(turnover), NOT_KNOWN, band).astype(np.int16)

    def at(self, edge: str, band: np.ndarray, unknown: float) -> np.ndarray:
        """That edge ("low", "middle", "high") of each band; `unknown` where the band is -1."""
        return np.where(band == NOT_KNOWN, unknown, getattr(self, edge)[np.maximum(band, 0)])


@dataclass(frozen=True)
class LeftOut:
    """What is not to be suggested to whom, as organisations decided."""

    tenders: csr_array  # float32 [N, M]; 1 where the organisation has set the opportunity aside
    partners: csr_array  # float32 [N, N]; 1 where the column is not to be suggested to the row
    unlisted: np.ndarray  # bool [N]; is suggested to nobody

    @classmethod
    def nothing(cls, organisations: int, opportunities: int) -> "LeftOut":
        """Nobody has decided anything."""
        return cls(
            csr_array((organisations, opportunities), dtype=np.float32),
            csr_array((organisations, organisations), dtype=np.float32),
            np.zeros(organisations, dtype=bool),
        )


@dataclass(frozen=True)
class World:
    """Everything that matching reads, at one moment."""

    organisations: Organisations  # all that each told the portal: for its own eyes
    shown: Organisations  # the same rows, only what every signed-in organisation may see
    opportunities: Opportunities  # those that can be matched now
    market: Opportunities  # those asked for in the last two years, the live ones among them
    places: Places
    bands: Bands
    service_group: np.ndarray  # int16 [S]; position in `groups`, of a sub-area and of a group itself
    groups: tuple[str, ...]  # codes of the service groups
    together: csr_array  # float32 [N, N] symmetric; 1 where the two bid together or a proposal was accepted
    exposure: np.ndarray  # float64 [N]; how many times each was suggested to others lately
    left_out: LeftOut


@dataclass(frozen=True)
class Estimate:
    """A number that may be unknown: the least and the most it can be, and the point to use meanwhile."""

    low: np.ndarray
    point: np.ndarray
    high: np.ndarray

    def at(self, edge: str) -> np.ndarray:
        return getattr(self, edge)

    def map(self, increasing) -> "Estimate":
        """The estimate of an increasing function of the number."""
        return Estimate(increasing(self.low), increasing(self.point), increasing(self.high))

    @property
    def open(self) -> np.ndarray:
        """Where it is unknown."""
        return self.low < self.high

    @classmethod
    def of(cls, values, typical, least, most) -> "Estimate":
        """Known values as they are; unknown ones (nan) from `least` to `most` with the point at `typical`."""
        unknown = np.isnan(values)
        point = np.where(unknown, np.clip(typical, least, most), values)
        return cls(np.where(unknown, least, values), point, np.where(unknown, most, values))


def as_yes_or_no(matrix: csr_array) -> csr_array:
    """The same sparse matrix with every stored number set to 1."""
    return csr_array((np.ones_like(matrix.data), matrix.indices, matrix.indptr), shape=matrix.shape)


def row_sums(matrix: csr_array) -> np.ndarray:
    """The sum of each row, float64."""
    return np.asarray(matrix.sum(axis=1), dtype=np.float64).ravel()


def rows_of(table, rows: np.ndarray):
    """Some rows of any dataclass of arrays, in that order."""
    return replace(table, **{field.name: getattr(table, field.name)[rows] for field in fields(table)})
