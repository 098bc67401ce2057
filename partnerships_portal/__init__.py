"""The Mutuals Partnership Portal: the project package, its foundations and its settings."""

from .celery import app as celery_app

__all__ = ["celery_app"]
