"""Policies of the queue of requests for support; kept views exist for whoever keeps them."""

from tests.factories.support_queue import SavedViewFactory

from .outcomes import HIDDEN, OK, Policy, only
from .support import NO_POST, deciding, of_programme, with_more


def _own_view():
    """Of the triage officer alone."""
    return with_more(only("triage"), staff=HIDDEN, analyst=HIDDEN, triage=OK)


def _view(world) -> list:
    return [SavedViewFactory(owner=world.people["triage"]).pk]


POLICIES: dict[str, Policy] = {
    "support_queue": Policy(get=of_programme(), post=NO_POST),
    "support_assign": Policy(get=of_programme(), post=deciding()),
    "support_view_save": Policy(get=of_programme(), post=of_programme()),
    "support_view": Policy(get=_own_view(), post=_own_view(), args=_view),
    "support_view_delete": Policy(get=NO_POST, post=_own_view(), args=_view),
}
