"""Migrating without building all models again for each thing that is added (docs/decisions/0148-migrating-fast.md).

While migrations run, Django keeps classes of all models as they are at that point in history. For each operation it
builds the changed model and every model that is related to it anew: nearly all, as nearly all know a person. Adding
or taking back a table, a field, an index or a constraint reads the changed model alone, and the
tables and keys that it points to.
"""

from django.db import migrations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState

NEED_ONE_MODEL: set[type] = {migrations.CreateModel, migrations.AddField, migrations.AddIndex, migrations.AddConstraint}
# Forwards it builds all models anew itself where some are behind (`clear_delayed_apps_cache`); backwards it does not.
ASKS_FOR_ALL = migrations.RunPython


class OneModelAtATime(ProjectState):
    """The models at one point in history. While others may wait, only the changed one is built anew."""

    others_may_wait = True

    def clone(self) -> "OneModelAtATime":
        """A copy that can be changed, built as far as this one is."""
        plain = super().clone()
        copied = OneModelAtATime(plain.models, plain.real_apps)
        copied.__dict__.update(plain.__dict__, others_may_wait=self.others_may_wait)
        return copied

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:
        """Build this model anew and, unless they may wait, those that are related to it."""
        if self.others_may_wait and "apps" in self.__dict__:
            self.is_delayed = True
            self._reload({(app_label, model_name)})  # type: ignore[attr-defined]
        else:
            super().reload_model(app_label, model_name, delay)

    def begin(self, migration: Migration, need_one_model: set[type]) -> None:
        """Get ready for a migration: unless each of its operations needs one model only, all are brought up to date."""
        self.others_may_wait = all(type(operation) in need_one_model for operation in migration.operations)
        if not self.others_may_wait:
            self.clear_delayed_apps_cache()
        _ = self.apps


class Executor(MigrationExecutor):
    """Django's own, except that migrations which only add things build one model for each operation."""

    def _create_project_state(self, with_applied_migrations: bool = False) -> OneModelAtATime:
        plain = super()._create_project_state(with_applied_migrations)  # type: ignore[misc]
        return OneModelAtATime(plain.models, plain.real_apps)

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        """Run one migration forwards."""
        if isinstance(state, OneModelAtATime):
            state.begin(migration, NEED_ONE_MODEL | {ASKS_FOR_ALL})
        return super().apply_migration(state, migration, fake, fake_initial)

    def unapply_migration(self, state: ProjectState, migration: Migration, fake: bool = False) -> ProjectState:
        """Run one migration backwards."""
        if isinstance(state, OneModelAtATime):
            state.begin(migration, NEED_ONE_MODEL)
        return super().unapply_migration(state, migration, fake)
