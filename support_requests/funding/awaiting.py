"""What of funding awaits people: to be decided by staff, to be sent by applicants (settings.AWAITING)."""

from django.urls import reverse
from django.utils import timezone

from mutuals.belonging import memberships_of
from mutuals.rules import EDITING_ROLES
from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, each, together
from support_requests.models import FundingApplication, FundingRound

from .judging import competing_in

State = FundingApplication.State


def of_person(asker: Asker, at) -> list[Queue]:
    """For those who decide what a closed round left to them; for editors drafts that can still be sent."""
    return [*_of_staff(asker.user), *_of_editor(asker, at)]


def _of_staff(user) -> list[Queue]:
    if not user.is_programme_staff or not user.has_perm("support_requests.decide", None):
        return []
    waiting = FundingApplication.objects.visible_to(user).filter(
        state=State.SUBMITTED, round__state=FundingRound.State.CLOSED
    )
    return [together(waiting.exclude(round__in=competing_in(user).values("round")), _to_decide, since="submitted_at")]


def _of_editor(asker: Asker, at) -> list[Queue]:
    held = [one for one in asker.once(memberships_of) if one.role in EDITING_ROLES]
    own = [one.organisation_id for one in held if one.organisation.is_active]
    if not own:
        return []
    drafts = FundingApplication.objects.filter(state=State.DRAFT, organisation__in=own)
    running = drafts.filter(round__state=FundingRound.State.PUBLISHED, round__closes_at__gt=at)
    return [each(running.select_related("round").order_by("round__closes_at", "pk"), _draft)]


def _to_decide(number: int, since) -> Awaiting:
    text = "Decide the application for funding" if number == 1 else f"Decide {number} applications for funding"
    return Awaiting(text=text, url=reverse("funding_round_list"), detail="The round has closed", since=since)


def _draft(application: FundingApplication) -> Awaiting:
    closes = timezone.localtime(application.round.closes_at)
    return Awaiting(
        text=f"Send your application for “{application.round}”",
        url=reverse("funding_application_edit", args=[application.pk]),
        detail=f"The round closes on {closes.day} {closes:%B %Y} at {closes:%H:%M}",
        since=application.created_at,
        due=application.round.closes_at,
    )
