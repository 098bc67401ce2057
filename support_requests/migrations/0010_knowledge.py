import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("documents", "0001_initial"),
        ("mutuals", "0008_who_read_in_which_consortium"),
        ("support_requests", "0009_funding_rounds"),
    ]

    operations = [
        migrations.CreateModel(
            name="KnowledgePage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("case_study", "Case study"),
                            ("guide", "Guide"),
                            ("template", "Template"),
                            ("tool", "Tool"),
                            ("pilot", "Pilot"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published"), ("withdrawn", "Withdrawn")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("title", models.CharField(max_length=150)),
                ("summary", models.CharField(max_length=400)),
                ("beginning", models.TextField(blank=True, max_length=6000)),
                ("text", models.TextField(blank=True, max_length=20000)),
                ("outcome", models.TextField(blank=True, max_length=6000)),
                (
                    "stage",
                    models.CharField(
                        blank=True,
                        choices=[("planned", "Planned"), ("running", "Running"), ("ended", "Ended")],
                        max_length=8,
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everyone", "Everyone"),
                            ("mutuals", "Mutuals and their partners"),
                            ("commissioners", "Commissioners"),
                        ],
                        default="everyone",
                        max_length=13,
                    ),
                ),
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
                (
                    "partnership_models",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("informal", "Informal arrangement"),
                                ("subcontract", "Subcontract under a lead provider"),
                                ("contractual_joint_venture", "Contractual joint venture"),
                                ("alliance", "Alliance"),
                                ("company", "New company limited by shares"),
                                ("cic", "New community interest company"),
                                ("llp", "New limited liability partnership"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "key_steps",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), blank=True, default=list, size=None
                    ),
                ),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("section_33", "Contracts reserved for public service mutuals (section 33)"),
                                ("social_value", "Social value"),
                                ("consortia", "Consortia in procurement"),
                                ("choosing", "Choosing a partnership model"),
                                ("trust", "Trust and shared vision"),
                                ("confidentiality", "Confidentiality and shared know-how"),
                                ("risk", "Risk and benefit"),
                                ("finance", "Finance and investment"),
                                ("evaluation", "Evaluation"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("review_by", models.DateField(blank=True, null=True)),
                ("changed_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("form_key", models.UUIDField(unique=True)),
                ("is_demo", models.BooleanField(default=False)),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="knowledge_pages",
                        to="support_requests.supportrequest",
                    ),
                ),
                (
                    "written_by",
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
                "indexes": [
                    models.Index(fields=["state", "kind", "-published_at"], name="knowledge_by_state_and_kind")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True), models.Q(("summary", ""), _negated=True)
                        ),
                        name="knowledge_has_a_title_and_summary",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            models.Q(("published_at__isnull", False), models.Q(("text", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="knowledge_published_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "withdrawn"), ("withdrawn_at__isnull", False)),
                            models.Q(models.Q(("state", "withdrawn"), _negated=True), ("withdrawn_at", None)),
                            _connector="OR",
                        ),
                        name="knowledge_withdrawn_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "pilot"), models.Q(("stage", ""), _negated=True)),
                            models.Q(models.Q(("kind", "pilot"), _negated=True), ("stage", "")),
                            _connector="OR",
                        ),
                        name="knowledge_pilot_says_how_far_it_is",
                    ),
                    models.UniqueConstraint(fields=("request",), name="knowledge_is_drafted_from_a_case_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="KnowledgeConsent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("not_asked", "Not asked yet"),
                            ("asked", "Asked"),
                            ("agreed", "Agreed"),
                            ("refused", "Refused"),
                            ("taken_back", "Taken back"),
                        ],
                        default="not_asked",
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(blank=True, null=True)),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("name", models.CharField(blank=True, max_length=150)),
                ("role", models.CharField(blank=True, max_length=150)),
                ("reason", models.TextField(blank=True, max_length=1000)),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="knowledge_consents",
                        to="mutuals.organisation",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="support_requests.knowledgepage",
                    ),
                ),
            ],
            options={
                "ordering": ["organisation__name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("page", "organisation"), name="knowledge_consent_is_asked_of_each_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "not_asked"), ("version", None)),
                            models.Q(models.Q(("state", "not_asked"), _negated=True), ("version__isnull", False)),
                            _connector="OR",
                        ),
                        name="knowledge_consent_is_for_a_wording",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["not_asked", "asked"]),
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="knowledge_consent_is_given_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KnowledgeAttachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=150)),
                ("url", models.CharField(blank=True, max_length=300)),
                ("added_at", models.DateTimeField()),
                ("form_key", models.UUIDField(unique=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="knowledge_attachment",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="support_requests.knowledgepage",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(
                                models.Q(("file__isnull", False), ("url", "")),
                                models.Q(
                                    ("file", None),
                                    models.Q(
                                        ("url__startswith", "/"), ("url__startswith", "https://"), _connector="OR"
                                    ),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="knowledge_attachment_is_a_link_or_a_file",
                    )
                ],
            },
        ),
    ]
