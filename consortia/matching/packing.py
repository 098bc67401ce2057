"""A world as bytes, so that every worker, on whatever machine, scores the very same world.

Pure. Layout: MAGIC, version (2 bytes), checksum (4) of all that follows; the rest is compressed: the length of
the header (4), the header (JSON: which array is where, and of what type), the arrays one after another.

Integers are kept in the smallest type that holds them, an array of one repeated number as that number, and one that
two tables share, once; reading gives back every array with its own type. Bytes only ever become numbers: nothing in
them can be run.
"""

import json
import struct
import typing
import zlib
from dataclasses import dataclass, field, fields, is_dataclass

import numpy as np
from scipy.sparse import csr_array, issparse

from .world import World

MAGIC = b"MATCHING"
VERSION = 1  # of the layout; what a world consists of is compared by name
PREFIX = struct.Struct("<8sHI")
LENGTH = struct.Struct("<I")
INTEGERS = ("u1", "i1", "u2", "i2", "u4", "i4")


class UnreadableWorld(ValueError):
    """These bytes are no whole world of this version of the portal."""


def packed(world: World) -> bytes:
    """The world as bytes."""
    chunks = _Chunks()
    header = json.dumps({"world": _described(world, chunks), "arrays": chunks.kept}).encode()
    compressor = zlib.compressobj(level=1)  # a quarter of the size; higher levels save little more and take long
    rest = [compressor.compress(chunk) for chunk in (LENGTH.pack(len(header)), header, *chunks.contents)]
    content = b"".join([*rest, compressor.flush()])
    return PREFIX.pack(MAGIC, VERSION, zlib.crc32(content)) + content


def unpacked(content) -> World:
    """The world that `packed` made into `content` (bytes or a memoryview of them).

    Raises UnreadableWorld where they are damaged, not a world, or of another version of the portal.
    """
    content = memoryview(content).cast("B")
    if len(content) < PREFIX.size:
        raise UnreadableWorld("These bytes are too few to be a world: pack the world again.")
    magic, version, checksum = PREFIX.unpack_from(content)
    if magic != MAGIC:
        raise UnreadableWorld("These bytes are no world: pack a world with packing.packed.")
    if version != VERSION:
        raise UnreadableWorld(
            f"This world is packed in version {version} and the portal reads {VERSION}: pack it again with this portal."
        )
    if zlib.crc32(content[PREFIX.size :]) != checksum:
        raise UnreadableWorld("This world is damaged or not whole: pack it again.")
    whole = memoryview(zlib.decompress(content[PREFIX.size :]))
    end = LENGTH.size + LENGTH.unpack_from(whole)[0]
    header = json.loads(bytes(whole[LENGTH.size : end]))
    arrays = _read_arrays(header["arrays"], whole[end:])
    return _rebuilt(World, header["world"], arrays)


# -- writing ----------------------------------------------------------------------------------


@dataclass
class _Chunks:
    """The arrays written so far: what the header tells of each, its bytes, and where each array object is."""

    kept: list[dict] = field(default_factory=list)
    contents: list[bytes] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    alive: list[np.ndarray] = field(default_factory=list)  # so that the id of an array stays its own

    def add(self, array: np.ndarray) -> int:
        """The number of this array; the same object is written once."""
        if id(array) not in self.numbers:
            stored = _compact(np.ascontiguousarray(array))
            self.numbers[id(array)] = len(self.kept)
            self.alive.append(array)
            self.kept.append(
                {
                    "type": array.dtype.str,
                    "shape": array.shape,
                    "stored": stored.dtype.str,
                    "count": stored.size,
                }
            )
            self.contents.append(stored.tobytes())
        return self.numbers[id(array)]


def _compact(array: np.ndarray) -> np.ndarray:
    """The same numbers in fewer bytes: one of them where all are the same, bit for bit."""
    if array.size == 0:
        return array
    bits = array.reshape(-1).view(f"u{array.dtype.itemsize}")
    if array.size > 1 and (bits == bits[0]).all():
        return array.reshape(-1)[:1]
    if array.dtype.kind not in "iu":
        return array
    least, most = array.min(), array.max()
    smaller = (np.dtype(code) for code in INTEGERS if np.dtype(code).itemsize < array.dtype.itemsize)
    fits = (kind for kind in smaller if np.iinfo(kind).min <= least and most <= np.iinfo(kind).max)
    return array.astype(next(fits, array.dtype).newbyteorder("<"), copy=False)


def _described(value, chunks: _Chunks):
    """What the header tells of a table, a matrix, an array or a tuple of words."""
    if is_dataclass(value):
        return {one.name: _described(getattr(value, one.name), chunks) for one in fields(value)}
    if issparse(value):
        # The lengths of rows are smaller numbers than where they start.
        return {
            "shape": value.shape,
            "data": chunks.add(value.data),
            "indices": chunks.add(value.indices),
            "lengths": chunks.add(np.diff(value.indptr)),
        }
    return chunks.add(value) if isinstance(value, np.ndarray) else list(value)


# -- reading ----------------------------------------------------------------------------------


def _read_arrays(kept: list[dict], content: memoryview) -> list[np.ndarray]:
    arrays, start = [], 0
    for one in kept:
        stored = np.frombuffer(content, dtype=one["stored"], count=one["count"], offset=start)
        start += stored.nbytes
        shape, kind = tuple(one["shape"]), np.dtype(one["type"])
        repeated = one["count"] == 1
        arrays.append(np.full(shape, stored[0], dtype=kind) if repeated else stored.astype(kind).reshape(shape))
    return arrays


def _rebuilt(kind, told, arrays: list[np.ndarray]):
    """The value of type `kind` that _described told of."""
    if isinstance(kind, type) and is_dataclass(kind):
        types = typing.get_type_hints(kind)
        names = {one.name for one in fields(kind)}
        if not isinstance(told, dict) or set(told) != names:
            raise UnreadableWorld("This world was packed by another version of the portal: pack it again with this.")
        return kind(**{name: _rebuilt(types[name], told[name], arrays) for name in names})
    if kind is csr_array:
        lengths = arrays[told["lengths"]]
        starts = np.zeros(len(lengths) + 1, dtype=lengths.dtype)
        np.cumsum(lengths, out=starts[1:])
        matrix = csr_array((arrays[told["data"]], arrays[told["indices"]], starts), shape=tuple(told["shape"]))
        # SciPy narrows the types of positions where it can; the same world has the same types.
        matrix.indices, matrix.indptr = arrays[told["indices"]], starts
        return matrix
    return arrays[told] if kind is np.ndarray else tuple(told)
