"""Confidentiality agreements, who accepted them, and what is released."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consortia", "0014_key_steps_health_risks_and_costs"),
        ("documents", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ConfidentialityAgreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField()),
                (
                    "wording",
                    models.CharField(blank=True, max_length=10, verbose_name="edition of the portal's wording"),
                ),
                ("text", models.TextField(blank=True)),
                ("put_forward_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "consortium",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agreements",
                        to="consortia.consortium",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confidentiality_agreement",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "put_forward_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "put_forward_for",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="consortia.consortiummember"
                    ),
                ),
                (
                    "withdrawn_by",
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
                "ordering": ["consortium", "-version"],
            },
        ),
        migrations.CreateModel(
            name="AgreementAcceptance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=150)),
                ("role", models.CharField(blank=True, max_length=150)),
                ("accepted_at", models.DateTimeField()),
                (
                    "accepted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acceptances",
                        to="consortia.consortiummember",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acceptances",
                        to="consortia.confidentialityagreement",
                    ),
                ),
            ],
            options={
                "ordering": ["accepted_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SectionRelease",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("about", "About the organisation"),
                            ("services", "Services"),
                            ("places", "Places"),
                            ("social_value", "Social value"),
                            ("size", "Size"),
                            ("ways_of_working", "Values and ways of working"),
                            ("partnering", "Partnering"),
                            ("finances", "Exact figures"),
                            ("capacity", "Capacity"),
                            ("history", "Risk and past bids"),
                        ],
                        max_length=30,
                    ),
                ),
                ("released_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="releases",
                        to="consortia.consortiummember",
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "taken_back_by",
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
                "ordering": ["member", "section", "-released_at"],
            },
        ),
        migrations.AddConstraint(
            model_name="confidentialityagreement",
            constraint=models.UniqueConstraint(fields=("consortium", "version"), name="agreement_version_is_one"),
        ),
        migrations.AddConstraint(
            model_name="confidentialityagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("text", ""), _negated=True),
                        models.Q(("wording", ""), _negated=True),
                        ("document", None),
                    ),
                    models.Q(("document__isnull", False), ("text", ""), ("wording", "")),
                    _connector="OR",
                ),
                name="agreement_is_wording_or_document",
            ),
        ),
        migrations.AddConstraint(
            model_name="confidentialityagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="agreement_withdrawal_is_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementacceptance",
            constraint=models.UniqueConstraint(
                fields=("agreement", "member"), name="agreement_is_accepted_once_by_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionrelease",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_back_at", None)),
                fields=("member", "section"),
                name="section_is_released_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionrelease",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taken_back_at", None), ("taken_back_by", None)),
                    models.Q(("taken_back_at__isnull", False), ("taken_back_by__isnull", False)),
                    _connector="OR",
                ),
                name="section_taking_back_is_signed",
            ),
        ),
    ]
