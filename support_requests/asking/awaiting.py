"""What awaits those who asked for support: the programme asks them for more (settings.AWAITING)."""

from mutuals.belonging import memberships_of
from mutuals.rules import EDITING_ROLES
from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, each
from support_requests.models import SupportRequest


def of_person(asker: Asker, at) -> list[Queue]:
    """For owners and editors of an organisation that is not closed: the requests that wait for its answer."""
    held = [one for one in asker.once(memberships_of) if one.role in EDITING_ROLES]
    own = [one.organisation_id for one in held if one.organisation.closed_at is None]
    if not own:
        return []
    rows = SupportRequest.objects.filter(organisation__in=own, waiting_since__isnull=False)
    return [each(rows.order_by("waiting_since", "pk"), _answer)]


def _answer(request: SupportRequest) -> Awaiting:
    return Awaiting(
        text=f"Answer the programme about “{request}”",
        url=request.get_absolute_url(),
        detail="The clock waits for you",
        since=request.waiting_since or request.changed_at,
    )
