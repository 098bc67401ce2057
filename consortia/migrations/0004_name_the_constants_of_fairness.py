"""Weight sets of before get the constants of fairness that came later, so that each can still be read and copied."""

from django.db import migrations

CAME_LATER = {"exposure_penalty": 0.03, "exposure_days": 28.0, "newcomer_days": 183.0}


def name_them(apps, schema_editor):
    WeightSet = apps.get_model("consortia", "WeightSet")
    for weight_set in WeightSet.objects.all():
        weight_set.values["constants"] = CAME_LATER | weight_set.values["constants"]
        weight_set.save(update_fields=["values"])


def forget_them(apps, schema_editor):
    WeightSet = apps.get_model("consortia", "WeightSet")
    for weight_set in WeightSet.objects.all():
        constants = weight_set.values["constants"]
        weight_set.values["constants"] = {name: constants[name] for name in constants if name not in CAME_LATER}
        weight_set.save(update_fields=["values"])


class Migration(migrations.Migration):
    dependencies = [("consortia", "0003_fairness_control_and_teams")]

    operations = [migrations.RunPython(name_them, forget_them)]
