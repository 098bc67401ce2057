from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mutuals", "0003_admit_those_listed")]

    operations = [
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("verified_at", None), ("admitted_at__isnull", False), _connector="OR"),
                name="organisation_verified_is_admitted",
            ),
        ),
    ]
