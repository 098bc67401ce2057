"""Who wants to hear of an opportunity: whoever follows it, asked about it, comes to one of its events, or acts for an
organisation that told its buyer of its interest.
"""

from django.db.models import Q

from commissioners.models import EventSignUp, Following, Interest, Question
from mutuals.models import Membership
from partnerships_portal.accounts.models import User

SCOPE = "commissioners.interested"  # of settings.MESSAGE_SCOPES


def interested_in(opportunity):
    """The people, each once: a query of one statement."""
    return User.objects.filter(
        Q(pk__in=Following.objects.filter(opportunity=opportunity).values("person"))
        | Q(pk__in=_asked().filter(opportunity=opportunity).values("asked_by"))
        | Q(pk__in=_comes().filter(event__opportunity=opportunity).values("person"))
        | Q(
            pk__in=Membership.objects.filter(
                organisation__in=Interest.objects.standing().filter(opportunity=opportunity).values("organisation")
            ).values("user")
        ),
        is_active=True,
    )


def still_interested(pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of the pairs (person id, opportunity id) where the person wants to hear of it now: four queries."""
    people, opportunities = (set(column) for column in zip(*pairs, strict=True))
    here = {"opportunity__in": opportunities}
    found = set(Following.objects.filter(**here, person__in=people).values_list("person", "opportunity"))
    found |= set(_asked().filter(**here, asked_by__in=people).values_list("asked_by", "opportunity"))
    signed_up = _comes().filter(event__opportunity__in=opportunities, person__in=people)
    found |= set(signed_up.values_list("person", "event__opportunity"))
    standing = Interest.objects.standing().filter(**here, organisation__memberships__user__in=people)
    found |= set(standing.values_list("organisation__memberships__user", "opportunity"))
    return pairs & found


def hears_of_one(person) -> bool:
    """Whether the person may be told of opportunities as a provider (settings.MESSAGE_CATEGORY_READERS)."""
    return (
        Membership.objects.filter(user=person).exists()
        or Following.objects.filter(person=person).exists()
        or _asked().filter(asked_by=person).exists()
        or EventSignUp.objects.filter(person=person).exists()
    )


def scope(opportunity) -> str:
    """How a message names those who want to hear of the opportunity (notifications/belonging.py)."""
    return f"{SCOPE}:{opportunity.pk}"


def _asked():
    """Questions of people who still want to know: one that was withdrawn says that they do not."""
    return Question.objects.exclude(state=Question.State.WITHDRAWN).filter(asked_by__isnull=False)


def _comes():
    return EventSignUp.objects.filter(event__cancelled_at=None)
