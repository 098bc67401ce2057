"""Bodies that are asked to buy together: what their pages show, and what awaits their people."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from commissioners.belonging import bodies_held
from commissioners.bodies import SEARCH_SHOWN, search_bodies
from commissioners.choices import Source, State
from commissioners.details import CHANGEABLE_STATES, facts
from commissioners.models import BodyMembership, JointBuyerRequest, Opportunity
from commissioners.rules import EDITING_ROLES
from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, each

EARLIER_SHOWN = 20  # requests that were declined or withdrawn
Asked = JointBuyerRequest.State


def joint_buyers_page(opportunity, *, words: str) -> dict:
    """Who buys together, who is asked, who declined, and the bodies whose name holds `words`: constant queries."""
    together = list(opportunity.joint_buyers.all())
    requests = opportunity.joint_buyer_requests.select_related("body", "asked_by", "answered_by")
    waiting = list(requests.filter(state=Asked.ASKED))
    named = [opportunity.body_id, *(body.pk for body in together), *(each.body_id for each in waiting)]
    editors = BodyMembership.objects.filter(body=OuterRef("pk"), user__is_active=True, role__in=EDITING_ROLES)
    bodies = search_bodies(words).exclude(pk__in=named).annotate(has_people=Exists(editors))
    bodies = bodies.order_by("-has_people", "name", "pk")  # those that can answer first
    found = list(bodies[: SEARCH_SHOWN + 1]) if words else []
    return {
        "opportunity": opportunity,
        "may_be_changed": opportunity.state in CHANGEABLE_STATES and opportunity.source == Source.PORTAL,
        "together": together,
        "waiting": waiting,
        "earlier": list(
            requests.filter(state__in=[Asked.DECLINED, Asked.WITHDRAWN]).order_by("-answered_at", "-pk")[:EARLIER_SHOWN]
        ),
        "query": words,
        "found": found[:SEARCH_SHOWN],
        "too_many": len(found) > SEARCH_SHOWN,
    }


def request_page(request, *, user) -> dict:
    """What a body needs to know before it answers. A draft's details are shown only while it is asked."""
    opportunity = request.opportunity
    is_waiting = request.state == Asked.ASKED
    is_visible = Opportunity.objects.visible_to(user).filter(pk=opportunity.pk).exists()
    return {
        "asked": request,
        "opportunity": opportunity,
        "is_waiting": is_waiting,
        "is_visible": is_visible,
        "is_told": is_waiting or is_visible,
        "is_too_late": is_waiting and opportunity.state not in CHANGEABLE_STATES,
        "facts": facts(opportunity) if is_waiting or is_visible else [],
    }


def awaiting_answers(asker: Asker, at) -> list[Queue]:
    """Requests to the bodies that the person is an owner or editor of (settings.AWAITING)."""
    edited = bodies_held(asker, EDITING_ROLES)
    if not edited:
        return []
    waiting = JointBuyerRequest.objects.filter(
        body__in=edited, state=Asked.ASKED, opportunity__state__in=CHANGEABLE_STATES
    )
    return [each(waiting.select_related("body", "opportunity__body"), _awaiting)]


def _awaiting(asked: JointBuyerRequest) -> Awaiting:
    return Awaiting(
        text=f"Answer {asked.opportunity.body}, which asks {asked.body} to buy together",
        url=reverse("joint_buyer_request", args=[asked.pk]),
        detail="It is still a draft." if asked.opportunity.state == State.DRAFT else "",
        since=asked.asked_at,
    )
