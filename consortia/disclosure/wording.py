"""The portal's own wording of a confidentiality agreement: kept in the repository, and as text once it is put forward.

A new wording is a new file and a new EDITION. What was put forward keeps the words that its members read.
"""

from dataclasses import dataclass

from django.template.loader import render_to_string

from consortia.models import Consortium

EDITION = "1"
HEADING = "# "  # what a line begins with that stands above others


@dataclass(frozen=True)
class Line:
    text: str
    is_heading: bool


def wording_for(consortium: Consortium) -> str:
    """The wording of the present edition with the consortium's name."""
    name = f"consortia/disclosure/wording_{EDITION}.txt"
    return render_to_string(name, {"consortium": consortium.name}).strip()


def lines_of(text: str) -> list[Line]:
    """A wording line by line, for pages."""
    lines = (line.strip() for line in text.splitlines())
    return [Line(line.removeprefix(HEADING), line.startswith(HEADING)) for line in lines if line]
