"""Promises about the variables that the portal reads."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
READERS = ["partnerships_portal/settings.py", *ROOT.glob("partnerships_portal/embedded/*.py")]
READING = r"""(?:env(?:iron)?\.\w+|\brequired)\(\s*["']([A-Z][A-Z_]*)["']"""


def test_example_file_lists_every_variable_that_is_read():
    read = {name for path in READERS for name in re.findall(READING, (ROOT / path).read_text())}
    listed = set(re.findall(r"^#?([A-Z][A-Z_]*)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert listed == read


@pytest.mark.parametrize("missing", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL"])
def test_missing_variable_explains_itself(missing, tmp_path):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    environment |= {missing: "", "DJANGO_SETTINGS_MODULE": "partnerships_portal.settings"}
    command = [sys.executable, "manage.py", "check"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode != 0
    assert f"Set {missing} in the environment or in .env, for example {missing}=" in done.stderr
    assert "make up" in done.stderr
