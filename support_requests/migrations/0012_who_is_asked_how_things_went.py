import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("mutuals", "0008_who_read_in_which_consortium"),
        ("support_requests", "0011_first_guide"),
    ]

    operations = [
        migrations.AddField(
            model_name="evaluation",
            name="organisation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="evaluations",
                to="mutuals.organisation",
            ),
        ),
    ]
