"""What the people of organisations see of their own interests."""

from dataclasses import dataclass

from django.db.models import F, Q

from commissioners.models import Interest, JointInterest, Opportunity
from commissioners.plain_words import STATE_COLOURS, moment_in_words, time_left
from mutuals.lineage import with_merged
from mutuals.models import Organisation
from mutuals.rules import EDITING_ROLES
from partnerships_portal.accounts.models import AuditEvent

from .listing import listed
from .possible import SHOWN_TO, why_no_interest
from .standing import standing
from .together import own_as_one

DEEDS = {
    "interest_expressed": "Expressed",
    "interest_changed": "Changed",
    "interest_withdrawn": "Withdrawn",
    "interest_taken_off_list": "Taken off the interest list: the buyer shows it to more people",
}


@dataclass(frozen=True)
class Own:
    """One of the person's organisations, and where its interest stands."""

    organisation: Organisation
    interest: Interest | None  # the one that stands
    may_express: bool
    as_one: tuple[JointInterest, ...] = ()  # those that it stands behind with its partners
    lots: tuple[str, ...] = ()
    history: tuple[tuple[str, object, str], ...] = ()  # what happened, when, who


@dataclass(frozen=True)
class Line:
    """An interest in a list of what one's organisations are interested in."""

    interest: Interest
    organisation: Organisation
    state: str
    state_colour: str
    time_left: str
    dates: list[tuple[str, str]]


def own_interests(opportunity: Opportunity, user) -> list[Own]:
    """The person's organisations that take part, each with its interest in this, in a constant number of queries."""
    roles = dict(user.memberships.values_list("organisation", "role"))
    mine = list(Organisation.objects.active().filter(pk__in=roles).defer("public_search").order_by("name", "pk"))
    counts_for = with_merged([one.pk for one in mine])
    rows = Interest.objects.filter(opportunity=opportunity, organisation__in=counts_for)
    stands = {one.organisation.pk: one for one in standing(rows)}
    told, as_one = _history(rows, counts_for), own_as_one(opportunity, [one.pk for one in mine])
    return [
        Own(
            organisation=one,
            interest=stands[one.pk].interest if one.pk in stands else None,
            may_express=roles[one.pk] in EDITING_ROLES,
            as_one=tuple(as_one.get(one.pk, ())),
            lots=tuple(stands[one.pk].lots) if one.pk in stands else (),
            history=tuple(told.get(one.pk, ())),
        )
        for one in mine
    ]


def _history(rows, counts_for) -> dict[int, list[tuple[str, object, str]]]:
    """What was done with each organisation's interest, newest first, by names that its own people know."""
    whose = {pk: counts_for[organisation] for pk, organisation in rows.values_list("pk", "organisation")}
    events = AuditEvent.objects.filter(
        target_kind=Interest._meta.label_lower, target_id__in=list(whose), action__in=list(DEEDS)
    ).select_related("actor")
    told: dict[int, list[tuple[str, object, str]]] = {}
    for event in events:
        who = str(event.actor) if event.actor and event.action != "interest_taken_off_list" else ""
        told.setdefault(whose[event.target_id], []).append((DEEDS[event.action], event.at, who))
    return told


def interest_page(opportunity: Opportunity, *, user, at) -> dict:
    """The context of the page where organisations express interest."""
    entries = listed(opportunity, user=user, at=at)
    return {
        "opportunity": opportunity,
        "own": own_interests(opportunity, user),
        "why_not": why_no_interest(opportunity, at),
        "list_shown_to": SHOWN_TO[opportunity.interest_shown_to],
        "has_list": opportunity.interest_shown_to != "nobody",
        "may_read_list": entries is not None,
        "on_list": len(entries or ()),
    }


def my_interests(user):
    """The interests of the person's organisations that stand, next deadline first: a queryset for a page."""
    counts_for = with_merged(Organisation.objects.active().of(user).values_list("pk", flat=True))
    rows = Interest.objects.filter(organisation__in=counts_for, withdrawn_at=None)
    return (
        rows.filter(Q(organisation__merged_into=None) | ~Q(opportunity__in=_own_already(counts_for)))
        .select_related("opportunity__body")
        .defer("opportunity__search", "opportunity__description", "opportunity__imported")
        .order_by(F("opportunity__submission_deadline").asc(nulls_last=True), "-expressed_at", "pk")
    )


def _own_already(counts_for):
    """Opportunities in which an organisation that took others over has an interest of its own."""
    heads = set(counts_for.values())
    return Interest.objects.filter(organisation__in=heads, withdrawn_at=None).values("opportunity")


def lines(interests: list[Interest], *, user, at) -> list[Line]:
    """The same interests with what the list says of each: two queries and one for each step of mergers."""
    counts_for = with_merged(Organisation.objects.active().of(user).values_list("pk", flat=True))
    now = Organisation.objects.only("name").in_bulk(set(counts_for.values()))
    return [
        Line(
            interest=one,
            organisation=now[counts_for[one.organisation_id]],
            state=one.opportunity.get_state_display(),
            state_colour=STATE_COLOURS[one.opportunity.state],
            time_left=time_left(one.opportunity, at),
            dates=next_dates(one.opportunity, at),
        )
        for one in interests
    ]


def next_dates(opportunity: Opportunity, at) -> list[tuple[str, str]]:
    """The dates of an opportunity that are still to come, in their order."""
    named = (
        ("Market engagement ends", opportunity.engagement_deadline),
        ("Questions by", opportunity.enquiry_deadline),
        ("Tenders by", opportunity.submission_deadline),
    )
    coming = sorted((moment, name) for name, moment in named if moment and moment > at)
    return [(name, moment_in_words(moment)) for moment, name in coming]
