"""What the portal's settings need to know when its servers are embedded ones."""

import os
import secrets
from pathlib import Path
from urllib.parse import quote

from . import postgres, redis
from .paths import Places

DEFAULT_PORT = "8000"


def port() -> str:
    """The port of the web server on this machine: PORT, else 8000."""
    return os.environ.get("PORT") or DEFAULT_PORT


def addresses(places: Places) -> dict[str, str]:
    """Where the embedded servers answer."""
    return {"DATABASE_URL": postgres.url(places), "REDIS_URL": redis.url(places)}


def for_tests(places: Places) -> dict[str, str]:
    """The environment of commands that run against throw-away servers."""
    return {**_local(places), **os.environ, "SECRET_KEY": secrets.token_urlsafe(50), **addresses(places)}


def for_real_servers() -> dict[str, str]:
    """The environment of the portal on configured servers: only a demonstration may guess its own address."""
    demonstration = os.environ.get("PORTAL_DEMO", "0") not in ("", "0")
    return {**({"SITE_URL": f"http://localhost:{port()}"} if demonstration else {}), **os.environ}


def for_demonstration(places: Places) -> dict[str, str]:
    """The environment of the portal on this machine: a demonstration unless PORTAL_DEMO says otherwise."""
    defaults = {"PORTAL_DEMO": "1", "SECRET_KEY": _secret_key(places.data / "secret_key"), **_local(places)}
    return {**defaults, **os.environ, **addresses(places)}


def _local(places: Places) -> dict[str, str]:
    """What a real server must be told about itself, as it is on this machine: e-mails become files."""
    return {
        "SITE_URL": f"http://localhost:{port()}",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "EMAIL_URL": f"filemail:///{quote(str(places.data / 'mail'))}",
        "FROM_EMAIL": "portal@localhost",
    }


def _secret_key(file: Path) -> str:
    """The key of this checkout, made at the first start: sign-ins outlive a restart."""
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()
