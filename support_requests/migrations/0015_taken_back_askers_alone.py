"""Taken back, there is one questionnaire a wave again: that of whoever asked for support."""

from django.db import migrations
from django.db.models import F


def forget_other_members(apps, schema_editor):
    evaluations = apps.get_model("support_requests", "Evaluation").objects
    evaluations.exclude(organisation=F("request__organisation")).delete()


class Migration(migrations.Migration):
    dependencies = [("support_requests", "0014_each_is_asked_once_a_wave")]

    operations = [migrations.RunPython(migrations.RunPython.noop, forget_other_members)]
