"""Organisations tell a buyer that they are interested as one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("commissioners", "0007_end_what_waited"),
        ("mutuals", "0007_indexes_of_the_queue"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="JointInterest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.PositiveBigIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("message", models.TextField(blank=True, max_length=2000, verbose_name="to the buyer")),
                ("expressed_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "expressed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("lots", models.ManyToManyField(blank=True, related_name="+", to="commissioners.lot")),
                (
                    "opportunity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="joint_interests",
                        to="commissioners.opportunity",
                    ),
                ),
                ("organisations", models.ManyToManyField(related_name="joint_interests", to="mutuals.organisation")),
            ],
            options={
                "ordering": ["expressed_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("opportunity", "reference"), name="joint_interest_is_expressed_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="joint_interest_has_a_name"
                    ),
                ],
            },
        ),
    ]
