"""What the pages of one request, and the list of requests, show."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from partnerships_portal.conflicts.versions import fingerprint
from support_requests.asking import about
from support_requests.asking.about import About, Facts
from support_requests.asking.standing import Standing, standing
from support_requests.models import AgreedContext, SupportRequest, mine


@dataclass(frozen=True)
class Line:
    """One request in the list."""

    request: SupportRequest
    standing: Standing
    url: str


def own(user):
    """The requests of the person's organisations, with what a list of them reads; the newest change first."""
    rows = SupportRequest.objects.filter(organisation__in=mine(user))
    rows = rows.select_related("organisation", "officer", "merged_into__officer")
    return rows.defer("organisation__public_search").order_by("-changed_at", "-pk")


def lines(requests, *, at: dt.datetime) -> list[Line]:
    """A line for each of these requests; a draft leads to where it is finished."""
    return [Line(one, standing(one, at=at), _address(one)) for one in requests]


def _address(request: SupportRequest) -> str:
    return reverse("support_check", args=[request.pk]) if is_draft(request) else request.get_absolute_url()


def is_draft(request: SupportRequest) -> bool:
    return request.state == SupportRequest.State.DRAFT


def read_context(request: SupportRequest) -> Facts:
    """What staff and advisers read of the thing that the request is about: what the asker agreed, word for word."""
    if not request.shares_context:
        return []
    agreed = AgreedContext.objects.filter(request=request).first()
    return agreed.facts if agreed else []


@dataclass(frozen=True)
class Offered:
    """What would be shared of what a draft is about, before it is agreed."""

    about: About
    facts: Facts
    seen: str


def offered_context(request: SupportRequest, user) -> Offered | None:
    """What staff and advisers would read; None where the draft is about nothing that the organisation is in."""
    chosen = about.one(user, request.organisation, about.key_of(request))
    if chosen is None:
        return None
    facts = about.facts_of(chosen, request.organisation)
    return Offered(chosen, facts, fingerprint(facts))


@dataclass(frozen=True)
class Row:
    """One answer, and on which page of the form it is changed."""

    key: str
    value: str
    step: str


def answers(request: SupportRequest) -> list[Row]:
    """What was typed, in the order of the form's pages."""
    wanted = request.wanted_by
    return [
        Row("In one line", request.title, "happening"),
        Row("What is happening", request.happening, "happening"),
        Row("Support", "\n".join(request.types_in_words), "support"),
        Row("Needed by", f"{wanted.day} {wanted:%B %Y}" if wanted else "No day named", "when"),
        Row("Who else is involved", request.others_involved or "Nobody named", "when"),
    ]
