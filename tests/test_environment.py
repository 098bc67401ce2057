"""Promises about the variables that the portal reads."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
READERS = [
    "partnerships_portal/settings.py",
    *ROOT.glob("partnerships_portal/configuration/*.py"),
    *ROOT.glob("partnerships_portal/embedded/*.py"),
    "consortia/matching/compiled.py",
]
READING = r"""(?:env(?:iron)?\.\w+|\brequired)\(\s*["']([A-Z][A-Z_]*)["']"""
PRODUCTION = {
    "PORTAL_DEMO": "0",
    "PORTAL_DEBUG": "0",
    "SECRET_KEY": "x" * 50,
    "DATABASE_URL": "postgres://db.example.org/portal",
    "REDIS_URL": "redis://redis.example.org:6379/0",
    "SITE_URL": "https://portal.example.org",
    "ALLOWED_HOSTS": "portal.example.org, 10.0.0.1",
    "EMAIL_URL": "smtp+tls://user:password@smtp.example.org:587",
    "FROM_EMAIL": "portal@example.org",
}
SHOW = "import partnerships_portal.settings as s; print(s.SITE_URL, s.ALLOWED_HOSTS, s.EMAIL_BACKEND, s.SERVER_EMAIL)"


def settings_with(**variables: str) -> subprocess.CompletedProcess[str]:
    """What the settings are in a process that has these variables and no others of the portal's."""
    environment = {"PATH": os.environ["PATH"], **variables}
    return subprocess.run([sys.executable, "-c", SHOW], cwd=ROOT, env=environment, capture_output=True, text=True)


def test_example_file_lists_every_variable_that_is_read():
    read = {name for path in READERS for name in re.findall(READING, (ROOT / path).read_text())}
    listed = set(re.findall(r"^#?([A-Z][A-Z_]*)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert listed == read


@pytest.mark.parametrize("missing", [name for name in PRODUCTION if not name.startswith("PORTAL_")])
def test_real_server_explains_a_missing_variable_and_invents_none(missing):
    done = settings_with(**PRODUCTION | {missing: ""})
    assert done.returncode != 0
    assert f"Set {missing} in the environment or in .env, for example {missing}=" in done.stderr
    assert "make up" in done.stderr


def test_real_server_is_what_its_variables_say():
    done = settings_with(**PRODUCTION)
    assert done.stdout.split() == [
        *("https://portal.example.org", "['portal.example.org',", "'10.0.0.1']"),
        *("django.core.mail.backends.smtp.EmailBackend", "portal@example.org"),
    ], done.stderr


@pytest.mark.parametrize("local", ["PORTAL_DEMO", "PORTAL_DEBUG"])
def test_demonstration_needs_no_address_and_no_mail_server(local):
    servers = {name: PRODUCTION[name] for name in ("SECRET_KEY", "DATABASE_URL", "REDIS_URL")}
    done = settings_with(**servers, **{local: "1"})
    assert done.stdout.split() == [
        *("http://localhost:8000", "['localhost',", "'127.0.0.1',", "'[::1]']"),
        *("django.core.mail.backends.filebased.EmailBackend", "portal@localhost"),
    ], done.stderr
