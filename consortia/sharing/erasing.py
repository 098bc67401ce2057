"""What the erasure of a person's account does to what they have to do in a consortium."""

from consortia.models import SharedAction
from partnerships_portal.accounts.register import Whose


def forget_in_actions(whose: Whose, at) -> None:
    """The action stays with the organisation; nobody in particular does it."""
    SharedAction.objects.filter(person=whose.person).update(person=None)
