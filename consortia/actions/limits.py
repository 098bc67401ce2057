"""How much one workspace holds of a kind, so that its pages stay readable."""

from partnerships_portal.accounts.transitions import NotPossible

MOST = 100


def must_have_room(rows, *, what: str) -> None:
    """Raises NotPossible where there are as many of these rows as a page can show."""
    if rows.count() >= MOST:
        raise NotPossible(f"A consortium has {MOST} {what} at most. Change or take off one of those that are there.")
