"""All postcodes of the country in compact arrays: found in constant time, in little memory.

An outward code ("LS1") holds at most 6,760 postcodes, however many there are in all, so a
dictionary of outward codes and a search within one of them takes the same few microseconds
for any postcode. The arrays take 12 bytes a postcode and are mapped, not read.
"""

import json
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

ARRAYS = ("inwards", "authorities", "eastings", "northings")


class Found(NamedTuple):
    authority_code: str  # "" where the directory knows no authority
    easting: int
    northing: int


@dataclass(frozen=True)
class PostcodeIndex:
    """`ranges` says where the postcodes of an outward code start and end in the arrays."""

    ranges: dict[str, tuple[int, int]]
    authority_codes: tuple[str, ...]
    inwards: np.ndarray  # uint16, ascending within a range
    authorities: np.ndarray  # uint16, position in authority_codes
    eastings: np.ndarray  # int32, metres
    northings: np.ndarray  # int32, metres

    def __len__(self):
        return len(self.inwards)

    def find(self, outward, inward):
        """Found for the two halves of a postcode in capitals, or None."""
        start, end = self.ranges.get(outward, (0, 0))
        number = inward_number(inward)
        at = start + int(np.searchsorted(self.inwards[start:end], np.uint16(number)))
        if at == end or self.inwards[at] != number:
            return None
        code = self.authority_codes[self.authorities[at]]
        return Found(code, int(self.eastings[at]), int(self.northings[at]))

    def write(self, folder):
        for name in ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name), allow_pickle=False)
        heads = {"ranges": self.ranges, "authority_codes": self.authority_codes}
        (folder / "index.json").write_text(json.dumps(heads), encoding="utf-8")

    @classmethod
    def read(cls, folder):
        heads = json.loads((folder / "index.json").read_text(encoding="utf-8"))
        arrays = [np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in ARRAYS]
        ranges = {outward: (start, end) for outward, (start, end) in heads["ranges"].items()}
        return cls(ranges, tuple(heads["authority_codes"]), *arrays)


def inward_number(inward):
    """`"1UR"` as a number below 6,760: a digit and two letters."""
    digit, first, second = inward.encode("ascii")
    return ((digit - 48) * 26 + first - 65) * 26 + second - 65


def build_index(columns):
    """PostcodeIndex of all PostcodeColumns, which are in ascending order."""
    letters = columns.postcodes.view(np.uint8).reshape(-1, 7)
    outwards = np.ascontiguousarray(letters[:, :4]).view("S4").ravel()
    digits, firsts, seconds = letters[:, 4:].astype(np.uint16).T
    inwards = ((digits - 48) * 26 + firsts - 65) * 26 + seconds - 65
    starts = np.flatnonzero(np.append(True, outwards[1:] != outwards[:-1]))
    ends = np.append(starts[1:], len(outwards))
    ranges = {outwards[start].decode().strip(): (int(start), int(end)) for start, end in zip(starts, ends, strict=True)}
    return PostcodeIndex(
        ranges,
        columns.authority_codes,
        inwards,
        columns.authorities,
        columns.eastings,
        columns.northings,
    )
