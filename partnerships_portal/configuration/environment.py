"""How settings are read from the environment, and what decides the others."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# Who runs it
DEBUG = env.bool("PORTAL_DEBUG", default=False)
DEMO = env.bool("PORTAL_DEMO", default=False)  # invented organisations, demo sign-ins, a banner


def required(name: str, example: str, *, locally: str = "") -> str:
    """The value of an environment variable, or an error that says how to set it.

    `locally` serves in its place in a demonstration and for debugging, and nowhere else.
    """
    value = env.str(name, default="") or (locally if DEMO or DEBUG else "")
    if not value:
        raise ImproperlyConfigured(
            f"Set {name} in the environment or in .env, for example {name}={example}. "
            "To run with embedded servers and demo data instead, type: make up"
        )
    return value
