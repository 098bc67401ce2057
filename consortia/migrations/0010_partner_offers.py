import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consortia", "0009_standing_consortia_are_matched"),
        ("mutuals", "0007_indexes_of_the_queue"),
        ("reference", "0002_map_square"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OfferAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("taken_up", "Taken up"),
                            ("not_this_time", "Not this time"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=15,
                    ),
                ),
                ("answered_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offer_answers",
                        to="mutuals.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["-answered_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="OfferMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=3000)),
                ("at", models.DateTimeField()),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="consortia.offeranswer"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="mutuals.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PartnerOffer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "direction",
                    models.CharField(
                        choices=[("offers", "We offer this"), ("asks", "We look for this")], max_length=10
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("partner", "A partner for a service or a place"),
                            ("expertise", "Expertise or advice"),
                            ("premises", "Premises or equipment"),
                            ("back_office", "Back office or shared infrastructure"),
                            ("capacity", "Staff or capacity to deliver"),
                            ("placement", "A work placement"),
                            ("shadowing", "Shadowing"),
                            ("exchange", "An exchange of staff or practice"),
                            ("other", "Something else"),
                        ],
                        max_length=15,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("text", models.TextField(max_length=4000)),
                ("is_nationwide", models.BooleanField(default=False, verbose_name="anywhere in England")),
                (
                    "shown_to",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("everyone", "Everyone"),
                            ("organisations", "Signed-in organisations"),
                            ("mutuals", "Verified Mutuals"),
                        ],
                        max_length=15,
                    ),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "With programme staff"),
                            ("returned", "To be changed"),
                            ("declined", "Declined"),
                            ("published", "Published"),
                            ("closed", "Closed"),
                            ("expired", "Expired"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("times_submitted", models.PositiveIntegerField(default=0)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField(blank=True, max_length=1000)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_of", models.DateField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partner_offers",
                        to="mutuals.organisation",
                    ),
                ),
                ("places", models.ManyToManyField(blank=True, related_name="+", to="reference.localauthority")),
                ("regions", models.ManyToManyField(blank=True, related_name="+", to="reference.region")),
                ("services", models.ManyToManyField(blank=True, related_name="+", to="reference.servicearea")),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-published_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="offeranswer",
            name="offer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="consortia.partneroffer"
            ),
        ),
        migrations.AddIndex(
            model_name="partneroffer",
            index=models.Index(fields=["state", "until"], name="offer_by_state_and_end"),
        ),
        migrations.AddConstraint(
            model_name="partneroffer",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="offer_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="partneroffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("shown_to", "mutuals"), _negated=True),
                    ("kind__in", ["placement", "shadowing", "exchange"]),
                    _connector="OR",
                ),
                name="offer_shown_to_mutuals_is_between_them",
            ),
        ),
        migrations.AddConstraint(
            model_name="partneroffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "returned"]),
                    models.Q(
                        ("submitted_at__isnull", False),
                        ("until__isnull", False),
                        models.Q(("shown_to", ""), _negated=True),
                        models.Q(("text", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="offer_that_was_sent_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="partneroffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decided_by", None)),
                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="offer_decision_is_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="partneroffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taken_at", None), ("taken_by", None)),
                    models.Q(("taken_at__isnull", False), ("taken_by__isnull", False)),
                    _connector="OR",
                ),
                name="offer_is_taken_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="partneroffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    models.Q(("decided_at__isnull", False), ("published_at__isnull", False)),
                    _connector="OR",
                ),
                name="offer_published_was_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="offeranswer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("offer", "organisation"),
                name="offer_answer_is_open_once",
            ),
        ),
    ]
