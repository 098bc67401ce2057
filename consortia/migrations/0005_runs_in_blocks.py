"""Runs in blocks, and tables of matches that a run can exchange whole."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("commissioners", "0005_entries_of_one_body"),
        ("consortia", "0004_name_the_constants_of_fairness"),
        ("mutuals", "0007_indexes_of_the_queue"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MatchBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("prepare", "Reading the world"),
                            ("tenders", "Organisations with opportunities"),
                            ("scopes", "Scope to partner"),
                            ("partners", "Organisations with each other"),
                            ("swap", "Bringing the results into force"),
                        ],
                        max_length=10,
                    ),
                ),
                ("first", models.PositiveIntegerField(default=0)),
                ("end", models.PositiveIntegerField(default=0)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("seconds", models.FloatField(blank=True, null=True)),
                ("timings", models.JSONField(blank=True, default=dict)),
                ("error", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["run", "number"],
            },
        ),
        migrations.CreateModel(
            name="MatchReplay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("object_id", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="MatchWorld",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.BinaryField()),
                ("partner_rows", models.BinaryField()),
            ],
        ),
        migrations.AlterModelOptions(
            name="matchrun",
            options={"ordering": ["-started_at", "-pk"]},
        ),
        migrations.RemoveIndex(
            model_name="partnermatch",
            name="partner_match_best_first",
        ),
        migrations.RemoveIndex(
            model_name="tendermatch",
            name="tender_match_best_first",
        ),
        migrations.AddField(
            model_name="matchrun",
            name="covers",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="matchrun",
            name="error",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="matchrun",
            name="started_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="matchrun",
            name="state",
            field=models.CharField(
                choices=[
                    ("running", "Running"),
                    ("done", "Done"),
                    ("superseded", "Given up for a newer run"),
                    ("failed", "Failed"),
                ],
                default="done",
                max_length=10,
            ),
            preserve_default=False,  # until now only runs that were done were kept
        ),
        migrations.AddField(
            model_name="matchrun",
            name="stopped_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="matchrun",
            name="why",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="partnermatch",
            name="organisation",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="partner_matches",
                to="mutuals.organisation",
            ),
        ),
        migrations.AlterField(
            model_name="partnermatch",
            name="partner",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="mutuals.organisation",
            ),
        ),
        migrations.AlterField(
            model_name="partnermatch",
            name="weight_set",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="consortia.weightset",
            ),
        ),
        migrations.AlterField(
            model_name="scope",
            name="organisation",
            field=models.OneToOneField(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="scope",
                to="mutuals.organisation",
            ),
        ),
        migrations.AlterField(
            model_name="scope",
            name="weight_set",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="consortia.weightset",
            ),
        ),
        migrations.AlterField(
            model_name="tendermatch",
            name="opportunity",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="matches",
                to="commissioners.opportunity",
            ),
        ),
        migrations.AlterField(
            model_name="tendermatch",
            name="organisation",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="tender_matches",
                to="mutuals.organisation",
            ),
        ),
        migrations.AlterField(
            model_name="tendermatch",
            name="weight_set",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="consortia.weightset",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finished_at__isnull", False), ("state", "done")),
                    models.Q(models.Q(("state", "done"), _negated=True), ("finished_at", None)),
                    _connector="OR",
                ),
                name="match_run_done_has_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("error", ""), ("state", "failed"), _negated=True), name="match_run_failed_says_why"
            ),
        ),
        migrations.AddField(
            model_name="matchblock",
            name="run",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="blocks", to="consortia.matchrun"
            ),
        ),
        migrations.AddField(
            model_name="matchreplay",
            name="run",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="replays", to="consortia.matchrun"
            ),
        ),
        migrations.AddField(
            model_name="matchworld",
            name="run",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="world", to="consortia.matchrun"
            ),
        ),
        migrations.AddConstraint(
            model_name="matchblock",
            constraint=models.UniqueConstraint(fields=("run", "number"), name="match_block_is_numbered_once"),
        ),
        migrations.AddConstraint(
            model_name="matchblock",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lte", models.F("end"))), name="match_block_has_an_end"
            ),
        ),
        migrations.AddConstraint(
            model_name="matchblock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at", None), ("seconds", None)),
                    models.Q(("done_at__isnull", False), ("seconds__isnull", False)),
                    _connector="OR",
                ),
                name="match_block_done_took_some_time",
            ),
        ),
    ]
