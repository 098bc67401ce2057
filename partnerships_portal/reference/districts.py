"""Puts together what is known of each district of England, from data, tables and arithmetic."""

from typing import NamedTuple

import numpy as np

from . import geography
from .regions import REGION_CODE_OF_UPPER_TIER
from .sources import NO_PLACE

# Reached by sea or air only: across the water lives no neighbour, however near.
ISLANDS = frozenset({"Isle of Wight", "Isles of Scilly"})


class District(NamedTuple):
    """One row of LocalAuthority, before it has one. `neighbours` are codes, in order."""

    code: str
    name: str
    region_code: str
    upper_tier_code: str
    upper_tier_name: str
    easting: int
    northing: int
    postcodes: int
    occupied_km2: int
    sparsity: float
    neighbours: tuple[str, ...]


def build_districts(columns, authorities):
    """All districts of England in the postcode directory, in order of their codes.

    `columns`: PostcodeColumns; `authorities`: Authority by code. Raises KeyError that says
    what to do when the directory names an authority or a county that the tables do not know.
    """
    codes = sorted(code for code in columns.authority_codes if code.startswith("E"))
    named = [_authority(code, authorities) for code in codes]
    groups, eastings, northings = _postcodes_of(columns, codes)
    postcodes = np.bincount(groups, minlength=len(codes))
    occupied = geography.occupied_squares(groups, eastings, northings, len(codes))
    centre_eastings = geography.medians(groups, eastings, len(codes))
    centre_northings = geography.medians(groups, northings, len(codes))
    sparsity = geography.sparsity(postcodes, occupied)
    near = _neighbour_codes(columns, codes, authorities)
    return [
        District(
            code=code,
            name=authority.name,
            region_code=_region_code(authority),
            upper_tier_code=authority.upper_tier_code,
            upper_tier_name=authority.upper_tier_name,
            easting=int(centre_eastings[i]),
            northing=int(centre_northings[i]),
            postcodes=int(postcodes[i]),
            occupied_km2=int(occupied[i]),
            sparsity=round(float(sparsity[i]), 4),
            neighbours=near[code],
        )
        for i, (code, authority) in enumerate(zip(codes, named, strict=True))
    ]


def _authority(code, authorities):
    if code not in authorities:
        raise KeyError(f"{code} has no name: add it to LATER_AUTHORITIES in reference/sources.py")
    return authorities[code]


def _region_code(authority):
    name = authority.upper_tier_name
    if name not in REGION_CODE_OF_UPPER_TIER:
        raise KeyError(f"{name} has no region: add it to reference/regions.py")
    return REGION_CODE_OF_UPPER_TIER[name]


def _postcodes_of(columns, codes):
    """Position in `codes`, easting and northing of each postcode of these authorities."""
    position = {code: i for i, code in enumerate(codes)}
    groups = np.array([position.get(code, -1) for code in columns.authority_codes])
    groups = groups[columns.authorities]
    wanted = (groups >= 0) & (columns.eastings != NO_PLACE)
    return groups[wanted], columns.eastings[wanted], columns.northings[wanted]


def _neighbour_codes(columns, codes, authorities):
    # Scotland and Wales take part so that an English district does not reach across them.
    everyone = sorted(code for code in columns.authority_codes if code[:1] in ("E", "S", "W"))
    groups, eastings, northings = _postcodes_of(columns, everyone)
    near: dict[str, set[str]] = {code: set() for code in codes}
    for one, other in geography.neighbours(groups, eastings, northings, len(everyone)):
        one, other = everyone[one], everyone[other]
        if one in near and other in near and not _is_island(authorities, one, other):
            near[one].add(other)
            near[other].add(one)
    return {code: tuple(sorted(names)) for code, names in near.items()}


def _is_island(authorities, *codes):
    return any(authorities[code].name in ISLANDS for code in codes)
