"""Copies the front-end files that pages use from `node_modules` to `.local/vendor`, outside version control.

The fonts GDS Transport and the crown may be used on gov.uk only: their rules and names are taken out.
"""

import re
import shutil
import sys
from pathlib import Path

from .errors import Problem
from .paths import LOCAL, ROOT

SOURCE = ROOT / "node_modules" / "govuk-frontend" / "dist" / "govuk"
TARGET = LOCAL / "vendor" / "govuk"
FONT_FACES = 2  # in the style sheet of govuk-frontend 6; another number means that this file needs a look


def copy(source: Path = SOURCE, target: Path = TARGET) -> None:
    """Write the style sheet and the script to `target`, whole or not at all."""
    if not source.is_dir():
        raise Problem(f"{source} is missing. Run `make up`, which installs it with npm.")
    unfinished = target.parent.with_name("vendor.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    for name, cleaned in (("govuk-frontend.min.css", neutral_style), ("govuk-frontend.min.js", without_source_map)):
        (unfinished / name).write_text(cleaned((source / name).read_text()))
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(exist_ok=True)
    unfinished.rename(target)


def neutral_style(style: str) -> str:
    """The style sheet without the fonts and the crest reserved for gov.uk; Problem if it is not as expected."""
    style = re.sub(r"/\*! Copyright \(c\) 2011.*?\*/", "", style, flags=re.DOTALL)
    style = re.sub(r"(background|-webkit-mask|mask)-image:url\(/assets/images/govuk-crest\.svg\);?", "", style)
    style, faces = re.subn(r"@font-face\{[^}]*\}", "", style)
    style = re.sub(r"[\"']?GDS Transport[\"']?,\s*", "", style)
    if faces != FONT_FACES or "GDS Transport" in style or "/assets/" in style:
        raise Problem(
            "govuk-frontend names its fonts and images in a new way: look at partnerships_portal/embedded/assets.py."
        )
    return without_source_map(style)


def without_source_map(text: str) -> str:
    """The text without the comment that points at a source map, which is not served."""
    return re.sub(r"/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=.*", "", text)


if __name__ == "__main__":
    try:
        copy()
    except Problem as problem:
        sys.exit(str(problem))
