"""Consent that is asked of the person's organisation, and pages that staff should look at again (settings.AWAITING)."""

import datetime as dt

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from mutuals.belonging import memberships_of
from mutuals.rules import EDITING_ROLES
from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, each, together
from support_requests.models import KnowledgeConsent, KnowledgePage


def of_person(asker: Asker, at) -> list[Queue]:
    """Questions whether an organisation may be named, for those who act for it."""
    held = [one for one in asker.once(memberships_of) if one.role in EDITING_ROLES]
    own = [one.organisation_id for one in held if one.organisation.is_active]
    if not own:
        return []
    rows: QuerySet[KnowledgeConsent] = KnowledgeConsent.objects.waiting().filter(organisation__in=own)
    return [each(rows.select_related("organisation", "page").order_by("asked_at", "pk"), _line)]


def of_staff(asker: Asker, at) -> list[Queue]:
    """Pages whose day to be looked at again has come, for those who write them."""
    if not asker.user.has_perm("support_requests.write_knowledge"):
        return []
    due = KnowledgePage.objects.exclude(state=KnowledgePage.State.WITHDRAWN)
    return [together(due.filter(review_by__lte=timezone.localdate(at)), _due, since="review_by")]


def _line(consent: KnowledgeConsent) -> Awaiting:
    return Awaiting(
        text=f"Say whether {consent.organisation} may be named",
        url=consent.get_absolute_url(),
        detail=f"In “{consent.page}”",
        since=consent.asked_at or consent.page.changed_at,
    )


def _due(number: int, since: dt.date) -> Awaiting:
    text = (
        "Look again at a page of guidance"
        if number == 1
        else f"Look again at {number} guides, case studies or other pages"
    )
    return Awaiting(
        text=text,
        url=reverse("knowledge_desk"),
        detail="The day that was set for it has come",
        since=timezone.make_aware(dt.datetime.combine(since, dt.time())),
    )
