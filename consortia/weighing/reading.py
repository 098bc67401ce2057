"""What pages show of weight sets: every number with its words, and where two sets differ. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from .words import PARTS, Block, Part, Word, in_figures


@dataclass(frozen=True)
class Number:
    """One weight as it is read; `was` where another set has it otherwise."""

    word: Word
    value: str
    was: str = ""


@dataclass(frozen=True)
class ReadBlock:
    """A group of weights with their values."""

    block: Block
    numbers: list[Number]


@dataclass(frozen=True)
class ReadPart:
    """What is edited on one page, with its values."""

    part: Part
    blocks: list[ReadBlock]

    @property
    def changed(self) -> int:
        """How many of its numbers differ from the other set."""
        return sum(bool(number.was) for block in self.blocks for number in block.numbers)


@dataclass(frozen=True)
class Changed:
    """One number that differs, for a list of all that do."""

    part: Part
    block: Block
    word: Word
    was: str
    now: str


def parts_of(values: dict, other: dict | None = None) -> list[ReadPart]:
    """All that a weight set holds, in the order of the pages that edit it, compared with another set."""
    return [
        ReadPart(
            part,
            [ReadBlock(block, [_number(block, word, values, other) for word in block.words]) for block in part.blocks],
        )
        for part in PARTS
    ]


def _number(block: Block, word: Word, values: dict, other: dict | None) -> Number:
    value = values[block.group][word.name]
    was = (other or values)[block.group].get(word.name, value)
    return Number(word, in_figures(value), in_figures(was) if was != value else "")


def changes(before: dict, after: dict) -> list[Changed]:
    """Every number that differs between two weight sets."""
    return list(_changes(before, after))


def _changes(before: dict, after: dict) -> Iterator[Changed]:
    for read in parts_of(after, before):
        for block in read.blocks:
            for number in block.numbers:
                if number.was:
                    yield Changed(read.part, block.block, number.word, number.was, number.value)
