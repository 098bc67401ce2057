"""The score of one pair that is not among the kept ones, computed when somebody asks."""

from consortia.models import TenderMatch
from mutuals.models import Organisation

from .weight_sets import published
from .weights import DETERMINANTS, validated

# Reading a larger directory for one page would keep its reader waiting.
MOST_ORGANISATIONS = 2_000


def parts_of(match) -> dict[str, float]:
    """The six determinant values of a stored match, by name."""
    return {name: getattr(match, name) for name in DETERMINANTS}


def tender_match(organisation: Organisation, opportunity, at, *, however_large: bool = False) -> TenderMatch | None:
    """The unsaved match of a pair; None where it cannot be told.

    That is so if they share no service, are not matched, no weight set is published, or the directory is too large.
    """
    if not however_large and Organisation.objects.active().count() > MOST_ORGANISATIONS:
        return None
    from .bulk import positions  # noqa: PLC0415  NumPy is slow to import, and needed by few pages
    from .fit import fit_of_pairs  # noqa: PLC0415
    from .fit_tables import FitTables  # noqa: PLC0415
    from .store import read_world  # noqa: PLC0415

    weight_set = published()
    if weight_set is None:
        return None
    w, world = validated(weight_set.values), read_world(at)
    row = positions(world.organisations.ids, [organisation.pk])
    column = positions(world.opportunities.ids, [opportunity.pk])
    if row[0] < 0 or column[0] < 0:
        return None
    scores = fit_of_pairs(FitTables.of(world, w), row, column, w)
    if not scores.parts["service"][0] > 0:
        return None
    return as_match(organisation, opportunity, weight_set, scores, 0, at)


def as_match(organisation: Organisation, opportunity, weight_set, scores, place: int, at) -> TenderMatch:
    """The unsaved match of the pair at `place` in `scores`."""
    numbers = {name: float(part[place]) for name, part in scores.parts.items()}
    numbers |= {name: float(getattr(scores, name)[place]) for name in ("low", "point", "high")}
    return TenderMatch(
        organisation=organisation,
        opportunity=opportunity,
        weight_set=weight_set,
        computed_at=at,
        unknown=int(scores.unknown[place]),
        **numbers,
    )
