"""Promises of migrating fast: tables are what the models say, functions in migrations see all models as they were."""

import pytest
from django.apps import apps
from django.core.management import get_commands, load_command_class
from django.core.management.commands import migrate
from django.db import connection, migrations, models
from django.db.migrations.migration import Migration

from partnerships_portal.migrating import Executor, OneModelAtATime

TABLES = [
    pytest.param(model, id=model._meta.label)
    for model in apps.get_models(include_auto_created=True)
    if model._meta.managed and not model._meta.proxy
]


class Additions(Migration):
    """Two tables that know each other, a field and a constraint, then a function that looks at all of it."""

    seen: dict[str, set[str]] = {}

    @staticmethod
    def look(state_apps, schema_editor):
        Additions.seen = {
            model._meta.label: {field.name for field in model._meta.get_fields()}
            for model in state_apps.get_models()
            if model._meta.app_label == "additions"
        }

    operations = [
        migrations.CreateModel("Town", [("id", models.BigAutoField(primary_key=True))]),
        migrations.CreateModel(
            "House",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("town", models.ForeignKey("additions.Town", models.CASCADE, related_name="houses")),
            ],
        ),
        migrations.AddField(
            "Town", "capital", models.ForeignKey("self", models.CASCADE, null=True, related_name="colonies")
        ),
        migrations.AddField("House", "rooms", models.IntegerField(default=1)),
        migrations.AddField(
            "Town",
            "named_after",
            models.ForeignKey("additions.House", models.SET_NULL, null=True, related_name="namesakes"),
        ),
        migrations.AddConstraint(
            "House", models.CheckConstraint(condition=models.Q(rooms__gt=0), name="additions_house_has_rooms")
        ),
        migrations.RunPython(look, migrations.RunPython.noop),
    ]


def test_portal_migrates_with_this_executor():
    load_command_class(get_commands()["migrate"], "migrate")
    assert migrate.MigrationExecutor is Executor


@pytest.mark.django_db
@pytest.mark.parametrize("model", TABLES)
def test_table_is_what_its_model_says(model):
    """Columns, whether they may be empty, where they point, and every constraint and index of the model by name."""
    with connection.cursor() as cursor:
        table = model._meta.db_table
        columns = {each.name: each.null_ok for each in connection.introspection.get_table_description(cursor, table)}
        constraints = connection.introspection.get_constraints(cursor, table)
    assert columns == {field.column: field.null or field.generated for field in model._meta.local_concrete_fields}
    assert {each.name for each in (*model._meta.constraints, *model._meta.indexes)} <= set(constraints)
    points = {(each["columns"][0], each["foreign_key"]) for each in constraints.values() if each["foreign_key"]}
    assert points == {
        (field.column, (field.target_field.model._meta.db_table, field.target_field.column))
        for field in model._meta.local_concrete_fields
        if field.remote_field and field.db_constraint
    }


@pytest.mark.django_db
def test_functions_see_all_that_was_added_before_them():
    state = Executor(connection).apply_migration(OneModelAtATime(), Additions("0001", "additions"))
    assert Additions.seen == {
        "additions.Town": {"id", "houses", "colonies", "capital", "named_after"},
        "additions.House": {"id", "town", "rooms", "namesakes"},
    }
    assert state.is_delayed


@pytest.mark.django_db
def test_what_does_more_than_adding_finds_all_models_up_to_date():
    executor = Executor(connection)
    state = executor.apply_migration(OneModelAtATime(), Additions("0001", "additions"))
    changing = Migration("0002", "additions")
    changing.operations = [
        migrations.RemoveField("Town", "named_after"),
        migrations.AlterField("Town", "id", models.CharField(max_length=8, primary_key=True)),
    ]
    executor.apply_migration(state, changing)
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, "additions_house")
    types = {each.name: connection.introspection.get_field_type(each.type_code, each) for each in columns}
    assert types["town_id"] == "CharField"  # the column that points to what was altered is altered as well


@pytest.mark.django_db
def test_what_was_added_is_taken_back():
    executor, additions = Executor(connection), Additions("0001", "additions")
    executor.apply_migration(OneModelAtATime(), additions)
    executor.unapply_migration(OneModelAtATime(), additions)
    assert not {each for each in connection.introspection.table_names() if each.startswith("additions_")}
