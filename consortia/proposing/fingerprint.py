"""What a page showed, in a few characters: nothing is sent or decided that looks otherwise by then."""

import hashlib
import json
from collections.abc import Iterable

from consortia.models import Invitation, Proposal

SHOWN = ("opportunity_id", "lot_id", "title", "message", "motivators", "buyers", "partnership_model", "role")


def of_draft(proposal: Proposal, invitations: Iterable[Invitation]) -> str:
    """Of everything that those who are asked would read."""
    asked = sorted((one.organisation_id or 0, one.invited_name, one.email, one.role, one.note) for one in invitations)
    return _digest([[getattr(proposal, name) for name in SHOWN], asked])


def of_answers(invitations: Iterable[Invitation]) -> str:
    """Of who is asked and how each has answered."""
    return _digest(sorted((one.pk, one.state, one.role) for one in invitations))


def _digest(what) -> str:
    return hashlib.sha256(json.dumps(what).encode()).hexdigest()[:32]
