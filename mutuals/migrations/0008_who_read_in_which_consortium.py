"""A reading says in which consortium a section was open to the reader, and for whom they read it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("mutuals", "0007_indexes_of_the_queue"),
    ]

    operations = [
        migrations.AddField(
            model_name="reading",
            name="consortium_id",
            field=models.PositiveBigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="reading",
            name="consortium_title",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="reading",
            name="reader_for",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="mutuals.organisation",
            ),
        ),
    ]
