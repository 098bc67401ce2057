import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("commissioners", "0008_organisations_interested_as_one"),
        ("consortia", "0019_what_proposals_heard"),
        ("documents", "0001_initial"),
        ("mutuals", "0008_who_read_in_which_consortium"),
        ("reference", "0002_map_square"),
    ]

    operations = [
        migrations.CreateModel(
            name="Adviser",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("internal", "On the programme's staff"), ("external", "From outside")], max_length=10
                    ),
                ),
                ("firm", models.CharField(blank=True, max_length=150)),
                (
                    "expertise",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("commercial", "Commercial advice"),
                                ("legal", "Legal advice"),
                                ("risk_and_benefit", "Risk and benefit analysis"),
                                ("financial_modelling", "Financial modelling"),
                                ("model_design", "Design of the partnership model"),
                                ("investment_case", "Investment case"),
                                ("facilitation", "Facilitation and shared values"),
                                ("governance", "Governance"),
                                ("bid_writing", "Bid writing"),
                                ("project_capacity", "Project capacity"),
                                ("marketing", "Marketing"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("days_a_month", models.DecimalField(decimal_places=1, max_digits=4)),
                ("about", models.TextField(blank=True, max_length=2000)),
                ("joined_at", models.DateTimeField()),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                ("is_demo", models.BooleanField(default=False)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="adviser", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("regions", models.ManyToManyField(blank=True, related_name="+", to="reference.region")),
            ],
            options={
                "ordering": ["person__name", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expertise__len__gt", 0)), name="adviser_knows_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("days_a_month__gte", 0), ("days_a_month__lte", 31)),
                        name="adviser_gives_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AdviserConflict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("because", models.CharField(max_length=500)),
                ("said_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "adviser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conflicts",
                        to="support_requests.adviser",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="mutuals.organisation"
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("adviser", "organisation"),
                        name="adviser_conflict_is_said_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportBudget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("programme", models.CharField(max_length=150)),
                ("year", models.PositiveSmallIntegerField()),
                ("days", models.DecimalField(decimal_places=2, max_digits=6)),
                ("is_demo", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["-year", "programme"],
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "year"), name="support_budget_is_one_for_each_year"),
                    models.CheckConstraint(condition=models.Q(("days__gte", 0)), name="support_budget_is_not_negative"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "With programme staff"),
                            ("accepted", "Accepted"),
                            ("in_progress", "In progress"),
                            ("completed", "Completed"),
                            ("declined", "Declined"),
                            ("merged", "Joined with another request"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=150)),
                ("happening", models.TextField(blank=True, max_length=4000)),
                (
                    "support_types",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("commercial", "Commercial advice"),
                                ("legal", "Legal advice"),
                                ("risk_and_benefit", "Risk and benefit analysis"),
                                ("financial_modelling", "Financial modelling"),
                                ("model_design", "Design of the partnership model"),
                                ("investment_case", "Investment case"),
                                ("facilitation", "Facilitation and shared values"),
                                ("governance", "Governance"),
                                ("bid_writing", "Bid writing"),
                                ("project_capacity", "Project capacity"),
                                ("marketing", "Marketing"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("wanted_by", models.DateField(blank=True, null=True)),
                ("others_involved", models.TextField(blank=True, max_length=1000)),
                ("shares_context", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("form_key", models.UUIDField(unique=True)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("officer_since", models.DateTimeField(blank=True, null=True)),
                (
                    "priority",
                    models.CharField(
                        choices=[("urgent", "Urgent"), ("high", "High"), ("normal", "Normal"), ("low", "Low")],
                        default="normal",
                        max_length=8,
                    ),
                ),
                ("priority_because", models.CharField(blank=True, max_length=500)),
                ("first_reply_due_at", models.DateTimeField(blank=True, null=True)),
                ("first_replied_at", models.DateTimeField(blank=True, null=True)),
                ("decision_due_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("waiting_since", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField(blank=True, max_length=2000)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True, max_length=2000)),
                ("is_demo", models.BooleanField(default=False)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "consortium",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="consortia.consortium",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_requests",
                        to="support_requests.supportrequest",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_cases",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opportunity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="support_requests",
                        to="commissioners.opportunity",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_requests",
                        to="mutuals.organisation",
                    ),
                ),
                (
                    "priority_set_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="consortia.proposal",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
                "indexes": [
                    models.Index(fields=["state", "decision_due_at", "id"], name="support_by_state_and_due"),
                    models.Index(fields=["officer", "state"], name="support_by_officer"),
                    models.Index(fields=["organisation", "-created_at"], name="support_by_organisation"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "draft"), ("submitted_at", None)),
                            models.Q(models.Q(("state", "draft"), _negated=True), ("submitted_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="support_sent_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(
                                models.Q(("title", ""), _negated=True),
                                models.Q(("happening", ""), _negated=True),
                                ("support_types__len__gt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="support_sent_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", None)),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="support_decision_is_signed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "submitted", "withdrawn"]),
                            ("decided_at__isnull", False),
                            _connector="OR",
                        ),
                        name="support_decided_where_it_says_so",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("merged_into__isnull", False),
                                ("state", "merged"),
                                models.Q(("merged_into", models.F("pk")), _negated=True),
                            ),
                            models.Q(models.Q(("state", "merged"), _negated=True), ("merged_into", None)),
                            _connector="OR",
                        ),
                        name="support_merged_into_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", False),
                                ("state__in", ["completed", "declined", "merged", "withdrawn"]),
                            ),
                            models.Q(
                                ("ended_at", None), ("state__in", ["draft", "submitted", "accepted", "in_progress"])
                            ),
                            _connector="OR",
                        ),
                        name="support_end_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("waiting_since", None), ("state__in", ["submitted"]), _connector="OR"),
                        name="support_waits_only_undecided",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Package",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("summary", models.TextField(blank=True, max_length=2000)),
                ("agreed_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "consortium",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="support_packages",
                        to="consortia.consortium",
                    ),
                ),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packages",
                        to="support_requests.supportbudget",
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="package",
                        to="support_requests.supportrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["-agreed_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PackageLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "support_type",
                    models.CharField(
                        choices=[
                            ("commercial", "Commercial advice"),
                            ("legal", "Legal advice"),
                            ("risk_and_benefit", "Risk and benefit analysis"),
                            ("financial_modelling", "Financial modelling"),
                            ("model_design", "Design of the partnership model"),
                            ("investment_case", "Investment case"),
                            ("facilitation", "Facilitation and shared values"),
                            ("governance", "Governance"),
                            ("bid_writing", "Bid writing"),
                            ("project_capacity", "Project capacity"),
                            ("marketing", "Marketing"),
                        ],
                        max_length=20,
                    ),
                ),
                ("what", models.CharField(blank=True, max_length=500)),
                ("days", models.DecimalField(decimal_places=2, max_digits=6)),
                (
                    "package",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="support_requests.package"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("package", "support_type"), name="package_has_each_type_once"),
                    models.CheckConstraint(condition=models.Q(("days__gt", 0)), name="package_line_has_days"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("offered", "Asked"),
                            ("accepted", "Agreed"),
                            ("declined", "Declined"),
                            ("withdrawn", "Taken off"),
                            ("done", "Done"),
                        ],
                        default="offered",
                        max_length=10,
                    ),
                ),
                ("offered_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("because", models.CharField(blank=True, max_length=500)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "adviser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="support_requests.adviser",
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="support_requests.packageline",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["offered", "accepted"])),
                        fields=("line",),
                        name="package_line_has_one_adviser",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("asker", "The organisation that asks"),
                            ("programme", "The programme"),
                            ("adviser", "An adviser"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(max_length=4000)),
                ("asks_for_more", models.BooleanField(default=False)),
                ("written_at", models.DateTimeField()),
                ("form_key", models.UUIDField(unique=True)),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="support_requests.supportrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="support_message_has_text"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asks_for_more", False), ("side", "programme"), _connector="OR"),
                        name="support_programme_asks_for_more",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("asker", "The organisation that asks"),
                            ("programme", "The programme"),
                            ("adviser", "An adviser"),
                        ],
                        max_length=10,
                    ),
                ),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_file",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="support_requests.supportrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="InternalNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=4000)),
                ("written_at", models.DateTimeField()),
                ("form_key", models.UUIDField(unique=True)),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="internal_notes",
                        to="support_requests.supportrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="internal_note_has_text"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClockPause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(blank=True, null=True)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pauses",
                        to="support_requests.supportrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["since"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)), fields=("request",), name="support_pauses_once_at_a_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="support_pause_ends_after_it_began",
                    ),
                ],
            },
        ),
    ]
