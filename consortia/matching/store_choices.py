"""What organisations decided about their suggestions, as arrays."""

import numpy as np

from .bulk import Axis, Query, relation
from .world import LeftOut

# Who was merged lives on in the organisation that took over, where that takes part.
RIVALS = """
SELECT named.organisation_id, COALESCE(rival.merged_into_id, named.rival_id)
FROM consortia_rival named JOIN mutuals_organisation rival ON rival.id = named.rival_id
"""
TENDERS = """
SELECT organisation_id, opportunity_id FROM consortia_setaside
WHERE opportunity_id IS NOT NULL AND (until IS NULL OR until > %s)
"""
PARTNERS = """
SELECT organisation_id, partner_id FROM consortia_setaside
WHERE partner_id IS NOT NULL AND (until IS NULL OR until > %s)
"""


def queries(at) -> dict[str, Query]:
    """What is read of their decisions that are in force at that time."""
    return {
        "tenders_aside": Query(TENDERS, "id id", (at,)),
        "partners_aside": Query(PARTNERS, "id id", (at,)),
        "rivals": Query(RIVALS, "id id"),
        "not_suggested": Query("SELECT organisation_id FROM consortia_notsuggested", "id"),
    }


def read(found, taking_part: Axis, opportunities: np.ndarray) -> LeftOut:
    """Of those on the axis, and of the opportunities with these ids."""
    named = relation(taking_part, taking_part, *found["rivals"])
    aside = relation(taking_part, taking_part, *found["partners_aside"])
    return LeftOut(
        tenders=relation(taking_part, Axis.of(opportunities), *found["tenders_aside"]),
        partners=aside.maximum(named).maximum(named.T).tocsr(),
        unlisted=np.isin(taking_part.ids, found["not_suggested"][0]),
    )
