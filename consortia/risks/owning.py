"""Who owns a risk: the member that accepted it."""

from consortia.models import Risk


def holder_of(risk: Risk) -> int | None:
    """Key of the organisation that accepted the risk; None while nobody has."""
    return risk.owner_id if risk.accepted_at else None
