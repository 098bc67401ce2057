"""Who may ask a question about an opportunity, and until when. Pure, but for the memberships of who asks."""

import datetime as dt
import re
from collections.abc import Iterable

from commissioners.choices import Source, State
from commissioners.models import BodyMembership
from commissioners.ocds.scrubbing import masked
from commissioners.plain_words import moment_in_words
from mutuals.models import Organisation

AT_THE_NOTICE = "This came from a notice: ask its buyer as the notice says."
OVER = "Questions can be asked while the market is engaged and while tenders are awaited. That is over."


def closes_at(opportunity) -> dt.datetime | None:
    """The last moment for questions; None where there is none. In early engagement it is the end of engagement."""
    if opportunity.state == State.EARLY_ENGAGEMENT:
        return opportunity.engagement_deadline
    return opportunity.enquiry_deadline or opportunity.submission_deadline


def why_not_now(opportunity, at: dt.datetime) -> str:
    """Why nobody can ask at `at`; "" where questions can be asked."""
    if (opportunity.source != Source.PORTAL and not opportunity.claimed_by_id) or opportunity.superseded_by_id:
        return AT_THE_NOTICE
    if opportunity.state not in (State.EARLY_ENGAGEMENT, State.OPEN):
        return OVER
    deadline = closes_at(opportunity)
    if deadline and at > deadline:
        return f"The deadline for questions has passed: it was {moment_in_words(deadline)}."
    return ""


def why_not_by(user, buyers: Iterable[int]) -> str:
    """Why this person cannot ask the bodies `buyers`; "" where they can. Two queries."""
    if BodyMembership.objects.filter(user=user, body__in=buyers).exists():
        return "You act for the buyer: questions are for providers to ask, and for you to answer."
    if not Organisation.objects.of(user).active().exists():
        return "Questions are for the people of organisations in the directory to ask."
    return ""


def gives_away(text: str, names: Iterable[str]) -> str:
    """What in a question tells who asks: one of `names`, an address or a number; "" where nothing does."""
    for name in names:
        # a name of one word may be an ordinary word too: then only as it is written
        flags = re.IGNORECASE if " " in name.strip() else 0
        if name.strip() and re.search(rf"(?<!\w){re.escape(name.strip())}(?!\w)", text, flags):
            return f"“{name.strip()}”"
    return "e-mail addresses and telephone numbers" if masked(text) != text else ""


def names_of(user) -> list[str]:
    """What the person and their organisations are called. One query."""
    known = Organisation.objects.of(user).values_list("name", flat=True)
    return [name for name in (user.name, *known) if name]


def same_question(one: str, other: str) -> bool:
    """Whether two texts ask the same: spaces, line ends and capitals apart."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
