"""Officers decide nothing about what is given to an organisation of their own, alone or with others."""

from consortia.models import Consortium
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from support_requests.models import Package
from support_requests.officers import is_concerned, is_of_member

from .handing_over import CONCERNED

OF_A_MEMBER = "You belong to a member of {consortium}, so a colleague agrees what is for all of it."


def must_be_apart(package: Package, by: User) -> None:
    """Raise NotPossible for an officer of an organisation that asked for the package, or is helped by it."""
    if is_concerned(by, package.request):
        raise NotPossible(CONCERNED)
    if package.consortium is not None:
        must_not_be_of_member(package.consortium, by)


def must_not_be_of_member(consortium: Consortium, by: User) -> None:
    """Raise NotPossible for an officer who belongs to a member of the consortium now."""
    if is_of_member(by, consortium.pk):
        raise NotPossible(OF_A_MEMBER.format(consortium=consortium))
