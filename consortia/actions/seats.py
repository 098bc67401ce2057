"""The door that every act in a workspace goes through: the consortium is locked, and the seat still holds."""

from consortia.models import Consortium, ConsortiumMember
from mutuals.rules import edits
from partnerships_portal.accounts.transitions import NotPossible

DISSOLVED = "This consortium was dissolved: what it did can be read, and nothing can be added."
LEFT = "{organisation} is not in this consortium any more, or you no longer act for it."


def locked(consortium: Consortium) -> Consortium:
    """The consortium, locked: acts in one workspace follow each other. Within a transaction."""
    return Consortium.objects.select_for_update().get(pk=consortium.pk)


def take_seat(*, member: ConsortiumMember, by) -> Consortium:
    """The member's consortium, locked, once `by` still acts for a member that is still in it. Raises NotPossible.

    Pages ask `consortia.act_for_member` before they show a form; between that and sending it all may have changed.
    """
    consortium = locked(member.consortium)
    if consortium.state == Consortium.State.DISSOLVED:
        raise NotPossible(DISSOLVED)
    present = ConsortiumMember.objects.present().select_related("organisation").filter(pk=member.pk).first()
    if present is None or not edits(by, present.organisation):
        raise NotPossible(LEFT.format(organisation=member.organisation))
    return consortium
