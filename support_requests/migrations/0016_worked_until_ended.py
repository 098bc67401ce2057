from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("support_requests", "0015_taken_back_askers_alone")]

    operations = [
        migrations.AddField(
            model_name="supportrequest",
            name="first_reply_worked",
            field=models.PositiveIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="supportrequest",
            name="decision_worked",
            field=models.PositiveIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                name="support_worked_until_it_ended",
                condition=(Q(first_reply_worked=None) | Q(first_replied_at__isnull=False))
                & (Q(decision_worked=None) | Q(decided_at__isnull=False)),
            ),
        ),
    ]
