"""On the way back: only full matchings that were done were kept before runs had states, and all of them count as done.

A migration of its own, because rows are deleted and the table changed in different transactions.
"""

from django.db import migrations


def forget_the_others(apps, schema_editor):
    apps.get_model("consortia", "MatchRun").objects.exclude(state="done").delete()


class Migration(migrations.Migration):
    dependencies = [("consortia", "0006_fairness_measures")]

    operations = [migrations.RunPython(migrations.RunPython.noop, forget_the_others)]
