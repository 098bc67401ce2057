"""Staff who belong to a member of a consortium decide nothing about what is given to all of it."""

from consortia.models import Consortium
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from support_requests.officers import is_of_member

OF_A_MEMBER = "You belong to a member of {consortium}, so a colleague agrees what is for all of it."


def must_not_be_of_member(consortium: Consortium | None, by: User) -> None:
    """Raise NotPossible for an officer who belongs to a member of the consortium that is helped; None: no consortium
    is."""
    if consortium is not None and is_of_member(by, consortium.pk):
        raise NotPossible(OF_A_MEMBER.format(consortium=consortium))
