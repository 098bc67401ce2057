"""`manage.py migrate`: Django's own, with the executor of `partnerships_portal/migrating.py`."""

from django.core.management.commands import migrate

from partnerships_portal.migrating import Executor

migrate.MigrationExecutor = Executor  # type: ignore[attr-defined]


class Command(migrate.Command):
    """Apply migrations."""
