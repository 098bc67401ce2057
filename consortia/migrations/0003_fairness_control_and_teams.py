import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("commissioners", "0005_entries_of_one_body"),
        ("consortia", "0002_looks_at_splits"),
        ("mutuals", "0007_indexes_of_the_queue"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Exposure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("times", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Impression",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("partners", "Possible partners"),
                            ("tender", "Partners for an opportunity"),
                            ("team", "A composed team"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "organisations",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MutedReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("determinant", models.CharField(max_length=15)),
            ],
            options={
                "ordering": ["determinant"],
            },
        ),
        migrations.CreateModel(
            name="NotSuggested",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Rival",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["rival__name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SetAside",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("too_far", "Too far away"),
                            ("too_big", "Too big for us"),
                            ("not_our_field", "Not our field"),
                            ("conflict", "A conflict of interest"),
                            ("not_now", "Not now"),
                        ],
                        max_length=15,
                    ),
                ),
                ("until", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="TeamSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField()),
                ("wishes", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("working", "Being composed"),
                            ("done", "Composed"),
                            ("failed", "Could not be composed"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("step", models.CharField(blank=True, max_length=30)),
                ("answer", models.JSONField(blank=True, null=True)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "team searches",
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="partnermatch",
            name="is_newcomer",
            field=models.BooleanField(db_default=False),
        ),
        migrations.AddField(
            model_name="partnermatch",
            name="penalty",
            field=models.FloatField(db_default=0.0),
        ),
        migrations.AddField(
            model_name="weightset",
            name="based_on",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="consortia.weightset",
            ),
        ),
        migrations.AddField(
            model_name="weightset",
            name="edited_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="weightset",
            name="preview",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="weightset",
            name="previewed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="partnermatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("penalty__gte", 0)), name="partner_match_penalty_is_no_bonus"
            ),
        ),
        migrations.AddField(
            model_name="exposure",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="exposures", to="mutuals.organisation"
            ),
        ),
        migrations.AddIndex(
            model_name="impression",
            index=models.Index(fields=["at"], name="impression_by_time"),
        ),
        migrations.AddField(
            model_name="mutedreason",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="mutedreason",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="mutuals.organisation"
            ),
        ),
        migrations.AddField(
            model_name="notsuggested",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="notsuggested",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="mutuals.organisation"
            ),
        ),
        migrations.AddField(
            model_name="rival",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="rival",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="mutuals.organisation"
            ),
        ),
        migrations.AddField(
            model_name="rival",
            name="rival",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="mutuals.organisation"
            ),
        ),
        migrations.AddField(
            model_name="setaside",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="setaside",
            name="opportunity",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="commissioners.opportunity",
            ),
        ),
        migrations.AddField(
            model_name="setaside",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="mutuals.organisation"
            ),
        ),
        migrations.AddField(
            model_name="setaside",
            name="partner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="mutuals.organisation",
            ),
        ),
        migrations.AddField(
            model_name="teamsearch",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="teamsearch",
            name="opportunity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="team_searches",
                to="commissioners.opportunity",
            ),
        ),
        migrations.AddField(
            model_name="teamsearch",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="team_searches",
                to="mutuals.organisation",
            ),
        ),
        migrations.AddIndex(
            model_name="exposure",
            index=models.Index(fields=["day"], name="exposure_by_day"),
        ),
        migrations.AddConstraint(
            model_name="exposure",
            constraint=models.UniqueConstraint(fields=("organisation", "day"), name="exposure_is_counted_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="mutedreason",
            constraint=models.UniqueConstraint(fields=("organisation", "determinant"), name="reason_is_muted_once"),
        ),
        migrations.AddConstraint(
            model_name="notsuggested",
            constraint=models.UniqueConstraint(fields=("organisation",), name="not_suggested_is_said_once"),
        ),
        migrations.AddConstraint(
            model_name="rival",
            constraint=models.UniqueConstraint(fields=("organisation", "rival"), name="rival_is_named_once"),
        ),
        migrations.AddConstraint(
            model_name="rival",
            constraint=models.CheckConstraint(
                condition=models.Q(("organisation", models.F("rival")), _negated=True), name="rival_is_another"
            ),
        ),
        migrations.AddConstraint(
            model_name="setaside",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("opportunity__isnull", False), ("partner", None)),
                    models.Q(("opportunity", None), ("partner__isnull", False)),
                    _connector="OR",
                ),
                name="set_aside_is_a_tender_or_a_partner",
            ),
        ),
        migrations.AddConstraint(
            model_name="setaside",
            constraint=models.CheckConstraint(
                condition=models.Q(("organisation", models.F("partner")), _negated=True), name="set_aside_is_another"
            ),
        ),
        migrations.AddConstraint(
            model_name="setaside",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cause", "not_now"), ("until__isnull", False)),
                    models.Q(models.Q(("cause", "not_now"), _negated=True), ("until", None)),
                    _connector="OR",
                ),
                name="set_aside_not_now_has_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="setaside",
            constraint=models.UniqueConstraint(fields=("organisation", "opportunity"), name="set_aside_tender_once"),
        ),
        migrations.AddConstraint(
            model_name="setaside",
            constraint=models.UniqueConstraint(fields=("organisation", "partner"), name="set_aside_partner_once"),
        ),
        migrations.AddConstraint(
            model_name="teamsearch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer__isnull", False), ("finished_at__isnull", False), ("state", "done")),
                    models.Q(("state", "done"), _negated=True),
                    _connector="OR",
                ),
                name="team_search_done_has_an_answer",
            ),
        ),
    ]
