"""What the erasure of a person's account does to the key steps that name them."""

from consortia.models import KeyStep
from partnerships_portal.accounts.register import Whose


def forget_in_key_steps(whose: Whose, at) -> None:
    """The step stays with the organisation; nobody in particular does it."""
    KeyStep.objects.filter(person=whose.person).update(person=None)
