"""Who wants to hear of an opportunity: whoever follows it, asked about it, comes to one of its events, or acts for an
organisation that told its buyer of its interest, for itself or with its partners.
"""

from django.db.models import Q

from commissioners.models import EventSignUp, Following, Interest, JointInterest, Question
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
        )
        | Q(
            pk__in=_together().filter(jointinterest__opportunity=opportunity).values("organisation__memberships__user")
        ),
        is_active=True,
    )


def concerning_somebody(opportunities: list[int]) -> set[int]:
    """Those of the opportunities, by primary keys, of which anybody wants to hear: five queries at most."""
    here = {"opportunity__in": opportunities}
    if not opportunities:
        return set()
    return (
        set(Following.objects.filter(**here).values_list("opportunity", flat=True))
        | set(_asked().filter(**here).order_by().values_list("opportunity", flat=True))
        | set(
            _comes()
            .filter(event__opportunity__in=opportunities)
            .order_by()
            .values_list("event__opportunity", flat=True)
        )
        | set(Interest.objects.standing().filter(**here).order_by().values_list("opportunity", flat=True))
        | set(
            _together()
            .filter(jointinterest__opportunity__in=opportunities)
            .values_list("jointinterest__opportunity", flat=True)
        )
    )


def still_interested(pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of the pairs (person id, opportunity id) where the person wants to hear of it now: five queries."""
    people, opportunities = (set(column) for column in zip(*pairs, strict=True))
    return pairs & interested_in_each(opportunities, people=people)


def interested_in_each(opportunities: set[int], *, people: set[int] | None = None) -> set[tuple[int, int]]:
    """Pairs (person id, opportunity id) of everyone, or of these people, who wants to hear of one: five queries."""

    def pairs(rows, person: str, opportunity: str = "opportunity"):
        rows = rows.filter(**{f"{opportunity}__in": opportunities})
        if people is not None:
            rows = rows.filter(**{f"{person}__in": people})
        return set(rows.values_list(person, opportunity))

    found = pairs(Following.objects, "person") | pairs(_asked(), "asked_by")
    found |= pairs(_comes(), "person", "event__opportunity")
    found |= pairs(Interest.objects.standing(), "organisation__memberships__user")
    found |= pairs(_together(), "organisation__memberships__user", "jointinterest__opportunity")
    return {(person, opportunity) for person, opportunity in found if person is not None}


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


def _together():
    """Organisations that are interested as one with their partners."""
    return JointInterest.objects.all().members()


def _comes():
    return EventSignUp.objects.filter(event__cancelled_at=None)
