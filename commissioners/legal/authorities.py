"""Which bodies count as the same authority in section 33, as the rules take them."""

from collections.abc import Hashable

from commissioners.law.successions import Succession
from commissioners.models import CommissioningBody, Opportunity


def successions() -> tuple[Succession, ...]:
    """Every body that another took over from, and whether that is its legal successor; one query."""
    rows = CommissioningBody.objects.exclude(successor=None).order_by("pk")
    return tuple(
        Succession(pk, successor, is_legal)
        for pk, successor, is_legal in rows.values_list("pk", "successor", "successor_is_legal")
    )


def named(name: str) -> Hashable:
    """An authority of which only a name is known."""
    return ("named", " ".join(name.split()).casefold())


def perhaps_the_same(opportunity: Opportunity, others) -> tuple[Succession, ...]:
    """Whether a name means the buyer, or a joint buyer counts as the same authority, is not known: nobody says."""
    joint = [body.pk for body in opportunity.joint_buyers.all()]
    unknown = [other for other in others if not isinstance(other, int)]
    return tuple(Succession(other, opportunity.body_id, None) for other in [*joint, *unknown])
