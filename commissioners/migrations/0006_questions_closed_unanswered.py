from django.db import migrations, models


class Migration(migrations.Migration):
    """A question may be closed without an answer."""

    dependencies = [("commissioners", "0005_entries_of_one_body")]

    operations = [
        migrations.AlterField(
            model_name="question",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Waiting for an answer"),
                    ("answered", "Answered for all"),
                    ("set_aside", "Not published"),
                    ("withdrawn", "Withdrawn"),
                    ("unanswered", "Closed without an answer"),
                ],
                default="waiting",
                max_length=10,
            ),
        ),
    ]
