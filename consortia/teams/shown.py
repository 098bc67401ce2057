"""What organisations show to every signed-in organisation, of all that a team is made of. Never more.

The organisation that asks is read in the same way: nothing that it keeps closer can come back in an answer.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from consortia.offering import districts_shown, services_shown
from consortia.splitting.shown import is_small
from mutuals.bands import TURNOVER_EDGES, edges_of
from mutuals.models import Organisation, ServiceClaim
from mutuals.visibility import Visibility

from .cells import Cells

LEAD_YEARS = 3  # at least so old
LEAD_SHARE = 0.25  # of the turnover that is asked
DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class Candidate:
    """One organisation as others see it; None is what it does not show."""

    pk: int
    covers: int  # cells, as bits
    offers: bool = False  # some service that is asked, wherever
    band: int | None = None  # of turnover
    staff_band: int | None = None
    years: float | None = None  # since it was founded or spun out

    @property
    def certain(self) -> float:
        """Pounds a year that it turns over at least."""
        return 0.0 if self.band is None else edges_of(self.band, TURNOVER_EDGES)[0]

    @property
    def possible(self) -> float:
        """Pounds a year that its band reaches up to; of no use where it shows none."""
        return 0.0 if self.band is None else edges_of(self.band, TURNOVER_EDGES)[1]

    @property
    def is_small(self) -> bool | None:
        return is_small(self.band, self.staff_band)

    def may_lead(self, threshold: float) -> bool:
        """By what it shows: old enough, and certainly large enough beside the turnover that is asked."""
        return self.years is not None and self.years >= LEAD_YEARS and self.certain >= LEAD_SHARE * threshold


def candidates(cells: Cells, at: datetime, *, also: Collection[int] = ()) -> dict[int, Candidate]:
    """By id everybody who takes part and shows one of the services asked, and those of `also`; three queries."""
    taking_part = Organisation.objects.active()
    claims = ServiceClaim.objects.filter(organisation__in=taking_part)
    return _read(cells, at, claims, lambda offered: taking_part.filter(pk__in={*offered, *also}))


def only(pks: Iterable[int], cells: Cells, at: datetime) -> dict[int, Candidate]:
    """By id those of these organisations that take part, as others see them; three queries."""
    chosen = list(pks)
    taking_part = Organisation.objects.active().filter(pk__in=chosen)
    return _read(cells, at, ServiceClaim.objects.filter(organisation__in=chosen), lambda offered: taking_part)


def _read(cells: Cells, at: datetime, claims: QuerySet, whom) -> dict[int, Candidate]:
    offered = services_shown(claims, cells.services, Visibility.SIGNED_IN)
    districts = districts_shown(offered, cells.districts, Visibility.SIGNED_IN)
    today = timezone.localdate(at)
    return {row[0]: _candidate(row, offered, districts, cells, today) for row in _profiles(whom(offered))}


PROFILE = (
    *("pk", "visibility_places", "is_national", "national_evidence"),
    *("visibility_size", "turnover_band", "staff_band"),
    *("visibility_about", "spun_out_on", "founded_on"),
)


def _profiles(organisations: QuerySet) -> QuerySet:
    return organisations.order_by("pk").values_list(*PROFILE)


def _candidate(row, offered, districts, cells: Cells, today: date) -> Candidate:
    pk, shows_places, national, evidence, shows_size, turnover, staff, shows_about, spun_out, founded = row
    anywhere = shows_places <= Visibility.SIGNED_IN and national and bool(evidence)
    began = (spun_out or founded) if shows_about <= Visibility.SIGNED_IN else None
    size_shown = shows_size <= Visibility.SIGNED_IN
    return Candidate(
        pk=pk,
        covers=cells.covered(offered.get(pk, set()), districts.get(pk, set()), anywhere=anywhere),
        offers=bool(offered.get(pk)),
        band=turnover if size_shown else None,
        staff_band=staff if size_shown else None,
        years=None if began is None else max(0.0, (today - began).days / DAYS_A_YEAR),
    )
