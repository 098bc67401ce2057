"""What matching finds for consortia that stay together."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("commissioners", "0007_end_what_waited"),
        ("consortia", "0008_proposals"),
    ]

    operations = [
        migrations.CreateModel(
            name="ConsortiumMatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("point", models.FloatField()),
                ("low", models.FloatField()),
                ("high", models.FloatField()),
                ("unknown", models.PositiveIntegerField(default=0)),
                ("geography", models.FloatField()),
                ("size", models.FloatField()),
                ("service", models.FloatField()),
                ("competition", models.FloatField()),
                ("commissioner", models.FloatField()),
                ("history", models.FloatField()),
                ("computed_at", models.DateTimeField()),
                (
                    "consortium",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="matches",
                        to="consortia.consortium",
                    ),
                ),
                (
                    "opportunity",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="commissioners.opportunity",
                    ),
                ),
                (
                    "weight_set",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="consortia.weightset",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("consortium", "opportunity"), name="consortium_match_is_stored_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("high__gte", models.F("point")),
                            ("high__lte", 1),
                            ("low__gte", 0),
                            ("low__lte", models.F("point")),
                        ),
                        name="consortium_match_interval_is_ordered",
                    ),
                ],
            },
        ),
    ]
