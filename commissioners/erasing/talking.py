"""What the erasure of a person's account does to the questions that they asked."""

from django.db.models import F

from commissioners.models import Question
from partnerships_portal.accounts.register import Whose

State = Question.State


def forget_asker(whose: Whose, at) -> None:
    """What was published stays, in its published wording alone; what was never published goes."""
    asked = Question.objects.filter(asked_by=whose.person)
    asked.filter(state__in=[State.SET_ASIDE, State.WITHDRAWN]).delete()
    asked.filter(state=State.ANSWERED).update(text=F("published_text"))
    asked.update(asked_by=None)
