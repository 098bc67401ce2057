import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("support_requests", "0005_reply_templates_and_pointers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "wave",
                    models.CharField(
                        choices=[
                            ("baseline", "When support was agreed"),
                            ("six_months", "6 months later"),
                            ("twelve_months", "12 months later"),
                        ],
                        max_length=13,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("scheduled", "Not due yet"),
                            ("asked", "Waits for an answer"),
                            ("answered", "Answered"),
                            ("unanswered", "Closed without an answer"),
                            ("not_asked", "Not asked"),
                        ],
                        default="scheduled",
                        max_length=10,
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("by_link", models.BooleanField(default=False)),
                (
                    "turnover",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                ("other_buyers", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("contracts_alone", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("contracts_together", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("partnerships", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("confidence", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("success", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("value", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "challenges",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("legal_arrangements", "Legal arrangements are complex"),
                                ("values", "Aims, values or culture do not fit"),
                                ("ways_of_working", "Partners work in different ways"),
                                ("capacity", "Too little capacity or time"),
                                ("legal_expertise", "Too little legal expertise"),
                                ("risk", "Risks are too high"),
                                ("cost", "Costs are too high"),
                                ("no_partners", "No partners known, or none interested"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        null=True,
                        size=None,
                    ),
                ),
                ("comment", models.TextField(blank=True, max_length=2000)),
                ("is_demo", models.BooleanField(default=False)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluations",
                        to="support_requests.supportrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["request", "due_at"],
                "indexes": [
                    models.Index(fields=["state", "due_at"], name="evaluation_by_state_and_due"),
                    models.Index(fields=["wave", "ended_at", "id"], name="evaluation_by_wave"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("request", "wave"), name="evaluation_is_asked_once_a_wave"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("asked_at", None), ("ended_at", None), ("state", "scheduled")),
                            models.Q(("asked_at__isnull", False), ("ended_at", None), ("state", "asked")),
                            models.Q(
                                ("asked_at__isnull", False),
                                ("ended_at__isnull", False),
                                ("state__in", ["answered", "unanswered"]),
                            ),
                            models.Q(("ended_at__isnull", False), ("state", "not_asked")),
                            _connector="OR",
                        ),
                        name="evaluation_asked_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_by__isnull", False), ("state", "answered")),
                            models.Q(models.Q(("state", "answered"), _negated=True), ("answered_by", None)),
                            _connector="OR",
                        ),
                        name="evaluation_answer_is_signed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "answered"),
                            models.Q(
                                ("challenges", None),
                                ("comment", ""),
                                ("confidence", None),
                                ("contracts_alone", None),
                                ("contracts_together", None),
                                ("other_buyers", None),
                                ("partnerships", None),
                                ("success", None),
                                ("turnover", None),
                                ("value", None),
                            ),
                            _connector="OR",
                        ),
                        name="evaluation_figures_only_where_answered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("other_buyers__lte", 100)), name="evaluation_share_is_of_hundred"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("turnover__gte", 0)), name="evaluation_turnover_is_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confidence", None), ("confidence__range", (1, 5)), _connector="OR"),
                            models.Q(("success", None), ("success__range", (1, 5)), _connector="OR"),
                            models.Q(("value", None), ("value__range", (1, 5)), _connector="OR"),
                        ),
                        name="evaluation_scales_are_one_to_five",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value", None), models.Q(("wave", "baseline"), _negated=True), _connector="OR"
                        ),
                        name="evaluation_value_only_afterwards",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvaluationLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="support_requests.evaluation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-sent_at", "-pk"],
            },
        ),
    ]
