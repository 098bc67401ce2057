"""Who can be asked to partner now, and until when an answer is waited for."""

import datetime as dt
from collections.abc import Collection

from django.conf import settings
from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce

from commissioners.interest.possible import is_under_way
from consortia.composing.problem import MAX_MEMBERS
from consortia.models import ConsortiumMember, Invitation, Proposal, Rival
from mutuals.models import Membership, Organisation
from mutuals.rules import EDITING_ROLES
from partnerships_portal.accounts.addresses import forms_of

MOST_ASKED = MAX_MEMBERS - 1
WEEK = dt.timedelta(days=7)
A_DAY = dt.timedelta(days=1)
TO_ONE_ADDRESS = 3  # open invitations
ENOUGH_BY_EMAIL = "Your organisation has asked many by e-mail today. Send this tomorrow, or ask those in the directory."
NOT_NOW = (
    "{name} cannot be asked now. An organisation has only so many open invitations at a time, and may have other "
    "reasons. Ask again in about {weeks}, or choose another."
)
ABSENT = "{name} does not take part in the portal any more. Choose another."
OURSELVES = "{name} proposes this itself: it cannot be asked too."
OUR_RIVAL = (
    "{name} is named as a rival by your organisation. Take that back in “Your choices” first, or choose another."
)
ASKED_NOBODY = "Name at least one organisation to ask."
TOO_MANY = f"A proposal asks up to {MOST_ASKED} organisations at a time."
TWO_LEADS = "Two organisations are to lead. Choose one lead provider."
NOT_UNDER_WAY = "“{title}” is not open any more. Propose for another opportunity, or long-term."


def answer_by(opportunity, at: dt.datetime) -> dt.datetime:
    """Until when an invitation sent now can be answered: some weeks, and never past the deadline for tenders."""
    end = at + dt.timedelta(days=settings.PROPOSAL_DAYS)
    deadline = opportunity.submission_deadline if opportunity else None
    return min(end, deadline) if deadline and deadline > at else end


def against_sending(proposal: Proposal, invitations: Collection[Invitation], at: dt.datetime) -> list[str]:
    """What a draft still lacks, and what stands against sending it."""
    return [*missing(proposal), *problems(proposal, invitations, at)]


def missing(proposal: Proposal) -> list[str]:
    """What a draft must say before it is sent."""
    is_long_term = proposal.opportunity_id is None
    return [
        *([] if proposal.title else ["Give it a title."]),
        *([] if proposal.message else ["Write a message."]),
        *(
            ["Say why you want to partner, or for which buyers."]
            if is_long_term and not proposal.motivators and not proposal.buyers
            else []
        ),
    ]


def problems(proposal: Proposal, invitations: Collection[Invitation], at: dt.datetime) -> list[str]:
    """What stands against sending these invitations of the proposal, as sentences: a constant number of queries."""
    asked = [one.organisation for one in invitations if one.organisation is not None]
    is_own = proposal.consortium_id is None  # what asks to join is read by the other members, too
    found = list(unavailable(proposal.proposer, asked, at, openly=is_own).values())
    found += against_addresses(proposal.proposer, [one for one in invitations if one.organisation is None], at)
    if not invitations:
        found.append(ASKED_NOBODY)
    if len(invitations) > MOST_ASKED:
        found.append(TOO_MANY)
    roles = [proposal.role, *(one.role for one in invitations)]
    if proposal.consortium_id is None and roles.count(ConsortiumMember.Role.LEAD) > 1:
        found.append(TWO_LEADS)
    if proposal.opportunity and proposal.consortium_id is None and not is_under_way(proposal.opportunity, at):
        found.append(NOT_UNDER_WAY.format(title=proposal.opportunity.title))
    return found


def unavailable(
    proposer: Organisation, asked: Collection[Organisation], at: dt.datetime, *, openly: bool = True
) -> dict[int, str]:
    """Why not, in words for the proposer, by primary key, of those that cannot be asked now: three queries.

    Who has as many open invitations as it may and who named the proposer as a rival are told of in the same words, with
    a time that is found in the same way: neither can be read from them (docs/decisions/0136). Whom the proposer itself
    named is said `openly` to its own people, and in those words to others.
    """
    keys = [one.pk for one in asked]
    named = Rival.objects.filter(organisation=proposer).values_list(Coalesce("rival__merged_into", "rival"), flat=True)
    ours = set(named) & set(keys)
    theirs = set(
        Rival.objects.filter(Q(rival=proposer) | Q(rival__merged_into=proposer), organisation__in=keys).values_list(
            "organisation", flat=True
        )
    )
    held = {one: (number, first) for one, number, first in _open_to(keys, at)}
    found = {}
    for one in asked:
        number, first = held.get(one.pk, (0, None))
        if one.pk == proposer.pk:
            found[one.pk] = OURSELVES.format(name=one.name)
        elif not one.is_active:
            found[one.pk] = ABSENT.format(name=one.name)
        elif one.pk in ours and openly:
            found[one.pk] = OUR_RIVAL.format(name=one.name)
        elif one.pk in ours | theirs or number >= settings.PROPOSALS_OPEN_AT_MOST:
            found[one.pk] = NOT_NOW.format(name=one.name, weeks=_weeks(first, at))
    return found


def silent(asked: Collection[Organisation]) -> list[str]:
    """The names of those for whom nobody can answer, because nobody acts for them in the portal yet: one query."""
    acting = Membership.objects.filter(organisation__in=asked, role__in=EDITING_ROLES, user__is_active=True)
    reached = set(acting.values_list("organisation", flat=True))
    return [one.name for one in asked if one.pk not in reached]


def _open_to(keys: Collection[int], at: dt.datetime):
    """(organisation, how many open invitations it has, when the first of them ends)."""
    waiting = Invitation.objects.open(at).filter(organisation__in=keys).order_by()
    return waiting.values_list("organisation").annotate(number=Count("pk"), first=Min("expires_at"))


def _weeks(until: dt.datetime | None, at: dt.datetime) -> str:
    wait = until - at if until else dt.timedelta(days=settings.PROPOSAL_DAYS)
    weeks = max(1, round(wait / WEEK))
    return "a week" if weeks == 1 else f"{weeks} weeks"


def against_addresses(proposer: Organisation, invitations: Collection[Invitation], at: dt.datetime) -> list[str]:
    """What stands against writing to these addresses: the portal's name must not become a way to write to strangers."""
    if not invitations:
        return []
    by_email = Invitation.objects.exclude(email="")
    sent = by_email.filter(proposal__proposer=proposer, sent_at__gt=at - A_DAY).count()
    found = [] if sent + len(invitations) <= settings.PROPOSALS_TO_ADDRESSES_A_DAY else [ENOUGH_BY_EMAIL]
    for one in invitations:
        waiting = Invitation.objects.open(at).filter(email__in=forms_of(one.email))
        if waiting.count() >= TO_ONE_ADDRESS:
            found.append(NOT_NOW.format(name=one.name, weeks=_weeks(None, at)))
    return found
