"""How evenly possible partners are suggested, measured for the page that tells everyone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consortia", "0005_runs_in_blocks")]

    operations = [
        migrations.CreateModel(
            name="FairnessMeasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("measured_at", models.DateTimeField()),
                ("figures", models.JSONField()),
                (
                    "weight_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consortia.weightset"
                    ),
                ),
            ],
            options={"ordering": ["-measured_at"]},
        )
    ]
