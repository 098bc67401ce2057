"""Promises about third-party files: none is committed, and none that is reserved for gov.uk is served."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from partnerships_portal.embedded.assets import neutral_style
from partnerships_portal.embedded.errors import Problem

ROOT = Path(__file__).resolve().parents[2]
FACE = "@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2)}"
CREST = ".logo:before{background-image:url(/assets/images/govuk-crest.svg);color:red}"


def test_fonts_and_crest_reserved_for_government_are_taken_out():
    style = f'{FACE}{FACE}body{{font-family:"GDS Transport",arial}}{CREST}/*# sourceMappingURL=a.map */'
    assert neutral_style(style) == "body{font-family:arial}.logo:before{color:red}"


def test_style_sheet_that_names_its_fonts_otherwise_is_refused():
    with pytest.raises(Problem, match="in a new way"):
        neutral_style(f"{FACE}{FACE}{FACE}")


@pytest.mark.parametrize("template", sorted(ROOT.glob("templates/**/*.html")), ids=lambda path: path.name)
def test_static_files_that_a_template_names_exist(template):
    names = re.findall(r"{% static ['\"]([^'\"]+)['\"] %}", template.read_text())
    assert [name for name in names if finders.find(name) is None] == []


def test_lock_files_name_no_host():
    locks = [ROOT / "package-lock.json", *ROOT.glob("requirements*.txt")]
    assert len(locks) == 4
    assert [lock.name for lock in locks if re.search(r"https?://", lock.read_text())] == []
