import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("support_requests", "0001_requests_packages_and_advisers"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClosedDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True)),
                ("because", models.CharField(max_length=200)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["day"],
            },
        ),
        migrations.CreateModel(
            name="ClockWarning",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("due_soon", "Due soon"),
                            ("overdue", "Overdue"),
                            ("not_taken", "Nobody took it"),
                            ("asker_reminded", "The asker was reminded"),
                            ("asker_silent", "The asker does not answer"),
                            ("adviser_silent", "An adviser does not answer"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "clock",
                    models.CharField(
                        blank=True, choices=[("first_reply", "First reply"), ("decision", "Decision")], max_length=11
                    ),
                ),
                ("since", models.DateTimeField()),
                ("told_at", models.DateTimeField()),
                (
                    "assignment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="support_requests.assignment",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clock_warnings",
                        to="support_requests.supportrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["told_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("request", "kind", "clock", "assignment", "since"),
                        name="clock_is_warned_of_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficeHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opens", models.TimeField()),
                ("closes", models.TimeField()),
                ("in_force_from", models.DateTimeField()),
                ("because", models.CharField(max_length=500)),
                ("set_at", models.DateTimeField()),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-in_force_from", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closes__lte", datetime.time(22, 0)),
                            ("opens__gte", datetime.time(6, 0)),
                            ("opens__lt", models.F("closes")),
                        ),
                        name="office_opens_before_it_closes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("in_force_from__gte", models.F("set_at"))),
                        name="office_hours_are_not_from_before",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceLevel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "priority",
                    models.CharField(
                        choices=[("urgent", "Urgent"), ("high", "High"), ("normal", "Normal"), ("low", "Low")],
                        max_length=8,
                    ),
                ),
                ("first_reply", models.PositiveSmallIntegerField()),
                (
                    "first_reply_unit",
                    models.CharField(
                        choices=[("days", "working days"), ("hours", "working hours")], default="days", max_length=5
                    ),
                ),
                ("decision", models.PositiveSmallIntegerField()),
                (
                    "decision_unit",
                    models.CharField(
                        choices=[("days", "working days"), ("hours", "working hours")], default="days", max_length=5
                    ),
                ),
                ("in_force_from", models.DateTimeField()),
                ("because", models.CharField(max_length=500)),
                ("set_at", models.DateTimeField()),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-in_force_from", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision__gte", 1),
                            ("decision__lte", 200),
                            ("first_reply__gte", 1),
                            ("first_reply__lte", 200),
                        ),
                        name="service_level_promises_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("in_force_from__gte", models.F("set_at"))),
                        name="service_level_is_not_from_before",
                    ),
                ],
            },
        ),
    ]
