"""What every page counts for programme staff, and whom an invitation is for, is read off indexes."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("mutuals", "0006_decisions_made_so_far")]

    operations = [
        migrations.AddIndex(
            model_name="membershipinvitation",
            index=models.Index(fields=["email"], name="invitation_by_address"),
        ),
        migrations.AddIndex(
            model_name="threepartdefinition",
            index=models.Index(condition=Q(status="submitted"), fields=["submitted_at"], name="definition_waits"),
        ),
        migrations.AddIndex(
            model_name="threepartdefinition",
            index=models.Index(
                condition=Q(recheck_since__isnull=False), fields=["recheck_since"], name="definition_is_rechecked"
            ),
        ),
    ]
