"""Until now whoever asked for support was asked how things went."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def name_the_asker(apps, schema_editor):
    requests = apps.get_model("support_requests", "SupportRequest").objects
    asker = requests.filter(pk=OuterRef("request")).values("organisation")
    apps.get_model("support_requests", "Evaluation").objects.update(organisation=Subquery(asker))


class Migration(migrations.Migration):
    dependencies = [("support_requests", "0012_who_is_asked_how_things_went")]

    operations = [migrations.RunPython(name_the_asker, migrations.RunPython.noop)]
