"""Feedback to organisations: who may be given some, and what each page shows of it."""

from django.db.models import Q

from commissioners.choices import State
from commissioners.models import AwardSupplier, Feedback, Interest, JointInterest
from mutuals.models import Organisation

GIVEN_IN = (State.CLOSED, State.AWARDED, State.CANCELLED)


def who_may_be_given(opportunity):
    """Organisations that told their interest or that an award names, and take part: the buyer chooses among them."""
    alone = Interest.objects.standing().filter(opportunity=opportunity).values("organisation")
    as_one = JointInterest.objects.filter(opportunity=opportunity).members().values("organisation")
    named = AwardSupplier.objects.filter(award__opportunity=opportunity).exclude(organisation=None)
    concerned = Q(pk__in=alone) | Q(pk__in=as_one) | Q(pk__in=named.values("organisation"))
    return Organisation.objects.active().filter(concerned)


def feedback_of(opportunity, user) -> list[Feedback]:
    """What the person may read of it: all for the buyer's people, their own for an organisation's. One query."""
    if not user.is_authenticated:
        return []
    given = Feedback.objects.visible_to(user).filter(opportunity=opportunity)
    return list(given.select_related("organisation", "lot").order_by("organisation__name", "given_at"))


def feedback_received(user):
    """What the person's organisations were told, the latest first."""
    own = user.memberships.values("organisation")
    given = Feedback.objects.visible_to(user).filter(organisation__in=own)
    return given.select_related("organisation", "lot", "opportunity__body")
