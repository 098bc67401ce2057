"""Lines of CSV that are safe to open, for streams that never hold a whole file."""

import csv
from collections.abc import Iterable

BYTE_ORDER_MARK = "\ufeff"  # so that Excel reads UTF-8
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # a cell that begins so would be computed by a spreadsheet


class _Echo:
    """Gives back what the writer writes, so that each part can be sent at once."""

    def write(self, text: str) -> str:
        return text


def lines(rows: Iterable[Iterable[object]]) -> str:
    """Rows of cells as lines of CSV."""
    writer = csv.writer(_Echo())
    return "".join(writer.writerow(safe(cells)) for cells in rows)


def safe(cells: Iterable[object]) -> list[str]:
    """Cells as text that no spreadsheet takes for a formula: an apostrophe is put before what looks like one."""
    texts = ("" if cell is None else str(cell).replace("\x00", "") for cell in cells)
    return [f"'{text}" if text.startswith(FORMULA) else text for text in texts]
