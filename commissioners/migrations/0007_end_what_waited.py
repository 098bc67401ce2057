from django.db import migrations
from django.db.models import F
from django.utils import timezone

ENDED = {"cancelled": "The opportunity was cancelled", "awarded": "The opportunity was awarded"}


def end_what_waited(apps, schema_editor):
    """What opportunities left standing that ended before events and questions ended with them. Nobody is told late."""
    questions = apps.get_model("commissioners", "Question").objects
    events = apps.get_model("commissioners", "EngagementEvent").objects
    now = timezone.now()
    for state, words in ENDED.items():
        questions.filter(opportunity__state=state, state="waiting").update(
            state="unanswered", reason=f"{words} before the buyer answered."
        )
        events.filter(opportunity__state=state, starts_at__gt=now, cancelled_at=None).update(
            cancelled_at=now, cancelled_because=f"{words}.", version=F("version") + 1
        )


def let_questions_wait(apps, schema_editor):
    """The former code knows no closed questions. Events stay cancelled: people have read that they are."""
    questions = apps.get_model("commissioners", "Question").objects
    questions.filter(state="unanswered").update(state="waiting", reason="")


class Migration(migrations.Migration):
    dependencies = [("commissioners", "0006_questions_closed_unanswered")]

    operations = [migrations.RunPython(end_what_waited, let_questions_wait)]
