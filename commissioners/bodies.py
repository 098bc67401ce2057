"""What the pages of commissioning bodies show."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.db.models import Case, Count, F, Q, Value, When

from commissioners.choices import BodyKind, State
from commissioners.finding.asked import LIVE
from commissioners.joining import why_ended
from commissioners.models import CommissioningBody, Opportunity
from commissioners.openness.record import years_of
from commissioners.rules import EDITING_ROLES
from commissioners.summaries import Summary, for_list, summaries
from commissioners.talking.awaiting import waiting_of
from partnerships_portal.pages import page_of

PER_PAGE = 25
LIVE_SHOWN = 50
LONGEST_SEARCH = 100
SEARCH_SHOWN = 20


def search_bodies(words: str):
    """Bodies whose name holds every word, in any order."""
    bodies = CommissioningBody.objects.listed()
    for word in words[:LONGEST_SEARCH].split():
        bodies = bodies.filter(name__icontains=word)
    return bodies


def body_page(body, *, user, at, page) -> dict:
    """One body with its opportunities, what can still be joined first; drafts for its own people only."""
    mine = Q(body=body) | Q(pk__in=body.joint_opportunities.values("pk"))
    rows = Opportunity.objects.visible_to(user).listed().filter(mine, outside_public_services=False)
    drafts = rows.filter(state=State.DRAFT).order_by("-created_at", "pk")
    live = rows.filter(state__in=LIVE).order_by(F("submission_deadline").asc(nulls_last=True), "pk")
    over = rows.exclude(state__in=[*LIVE, State.DRAFT]).order_by(F("published_at").desc(nulls_last=True), "pk")
    past = page_of(Paginator(for_list(over), PER_PAGE), page)
    services = body.priority_services.select_related("parent")
    return {
        "body": body,
        "priority_services": list(services),
        "places": list(body.places.all()),
        "drafts": summaries(for_list(drafts)[:LIVE_SHOWN], at),
        "live": summaries(for_list(live)[:LIVE_SHOWN], at),
        "past": summaries(past, at),
        "page_obj": past,
        "openness_years": years_of(body),
        "may_change": user.has_perm("commissioners.change_body", body),
        "may_read_people": user.has_perm("commissioners.read_people", body),
        "may_manage_bodies": user.has_perm("commissioners.manage_bodies"),
        "has_ended": bool(why_ended(body, at)),
        "predecessors": list(body.predecessors.all()),
    }


def bodies_page(*, data, page) -> dict:
    """The list of bodies by name, kind and whether they have something open."""
    words = data.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    kinds = [kind for kind in data.getlist("kind") if kind in BodyKind.values]
    bodies = search_bodies(words)
    counts = dict(bodies.order_by().values_list("kind").annotate(number=Count("pk")))
    if kinds:
        bodies = bodies.filter(kind__in=kinds)
    page = page_of(Paginator(bodies, PER_PAGE), page)
    numbers = _live_of_each(page)
    options = [
        {"value": kind, "label": label, "count": counts.get(kind, 0), "checked": kind in kinds}
        for kind, label in BodyKind.choices
    ]
    return {
        "page_obj": page,
        "results": [(body, numbers.get(body.pk, 0)) for body in page],
        "facets": [{"name": "kind", "label": "Kind", "options": options, "open": True}],
        "chosen": len(set(kinds)),
        "query": words,
        "narrows": bool(words or kinds),
    }


def _live_of_each(bodies) -> dict[int, int]:
    """How many opportunities of each body can still be joined: one query."""
    live = Q(
        opportunities__state__in=LIVE,
        opportunities__outside_public_services=False,
        opportunities__superseded_by=None,
    )
    rows = CommissioningBody.objects.filter(pk__in=[body.pk for body in bodies]).order_by().values_list("pk")
    return dict(rows.annotate(number=Count("opportunities", filter=live)))


def own_opportunities(*, user, at, page) -> dict:
    """What the person's bodies buy, alone or with others, or have claimed: drafts first, then by deadline."""
    mine = list(CommissioningBody.objects.of(user).order_by("name"))
    rows = Opportunity.objects.bought_by(user).listed()
    order = Case(
        When(state=State.DRAFT, then=Value(0)),
        When(state__in=LIVE, then=Value(1)),
        When(state=State.CLOSED, then=Value(2)),
        default=Value(3),
    )
    rows = rows.annotate(order=order).order_by("order", F("submission_deadline").asc(nulls_last=True), "-pk")
    page = page_of(Paginator(for_list(rows), PER_PAGE), page)
    editable = set(user.body_memberships.filter(role__in=EDITING_ROLES).values_list("body", flat=True))
    return {
        "bodies": mine,
        "may_create": [body for body in mine if body.pk in editable],
        "page_obj": page,
        "results": _with_questions(summaries(page, at)),
    }


def _with_questions(results: list[Summary]) -> list[Summary]:
    """The same, and first of the facts of each how many questions wait for an answer."""
    waiting = waiting_of([result.opportunity.pk for result in results])
    return [replace(result, facts=[*waiting.get(result.opportunity.pk, []), *result.facts]) for result in results]
