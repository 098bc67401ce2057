"""Links of invitations that are still kept are found without reading every message."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("notifications", "0003_digests_preferences_and_troubles")]

    operations = [
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(condition=Q(person=None) & ~Q(url=""), fields=["id"], name="notification_with_link"),
        ),
    ]
