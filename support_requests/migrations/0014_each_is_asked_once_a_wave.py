import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("support_requests", "0013_askers_are_asked")]

    operations = [
        migrations.AlterModelOptions(name="evaluation", options={"ordering": ["request", "due_at", "pk"]}),
        migrations.AlterField(
            model_name="evaluation",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="evaluations",
                to="mutuals.organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.UniqueConstraint(
                fields=("request", "organisation", "wave"), name="evaluation_is_asked_of_each_once_a_wave"
            ),
        ),
        migrations.RemoveConstraint(model_name="evaluation", name="evaluation_is_asked_once_a_wave"),
    ]
