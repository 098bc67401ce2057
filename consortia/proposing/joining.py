"""Who is asked to join a consortium, for its members."""

import datetime as dt

from consortia.models import Consortium, Invitation


def asked_to_join(consortium: Consortium, at: dt.datetime) -> list[Invitation]:
    """The invitations that can still be answered, with whom they ask: one query."""
    waiting = Invitation.objects.open(at).filter(proposal__consortium=consortium).select_related("organisation")
    return list(waiting.defer("organisation__public_search"))
