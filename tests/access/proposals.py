"""Policies of proposals to partner."""

from .outcomes import FORBIDDEN, HIDDEN, OK, Policy, only, signed_in
from .partnering import (
    MORE_PEOPLE,
    NO_POST,
    acting_in_consortium,
    on_both_sides,
    who_drafts,
    who_is_asked,
    who_proposes,
)

# Whoever is an owner or editor of an organisation that takes part
ANY_ACTING = only("editor", "owner", "other_owner", others=FORBIDDEN) | dict.fromkeys(MORE_PEOPLE, OK)

BOTH_ACTING = who_proposes() | {"invited": OK}
# Who was asked by name needs not say who answers: the page leads back to the proposal
ASKED_BY_NAME = on_both_sides() | dict.fromkeys(("viewer", "editor", "owner"), HIDDEN)


def _proposal(world):
    return [world.partnering.proposal.pk]


def _invitation(world):
    return [world.partnering.proposal.pk, world.partnering.invitation.pk]


def _draft(world):
    return [world.partnering.draft.pk]


POLICIES: dict[str, Policy] = {
    "consortium_ask_to_join": Policy(
        get=acting_in_consortium(),
        post=acting_in_consortium(),
        args=lambda world: [world.partnering.consortium.pk],
    ),
    "proposal_list": Policy(get=signed_in()),
    "proposal_new": Policy(get=ANY_ACTING, post=ANY_ACTING),
    "proposal": Policy(get=on_both_sides(), post=NO_POST, args=_proposal),
    "proposal_edit": Policy(get=who_drafts(), post=who_drafts(), args=lambda world: [*_draft(world), "message"]),
    "proposal_discard": Policy(get=who_drafts(), post=who_drafts(), args=_draft),
    "proposal_send": Policy(get=who_drafts(), post=who_drafts(), args=_draft),
    "proposal_confirm": Policy(get=who_proposes(), post=who_proposes(), args=_proposal),
    "proposal_withdraw": Policy(get=who_proposes(), post=who_proposes(), args=_proposal),
    "proposal_another": Policy(get=who_proposes(), post=NO_POST, args=_proposal),
    "proposal_ask": Policy(
        get=who_proposes(),
        post=who_proposes(),
        args=lambda world: [*_proposal(world), world.partnering.fellow_organisation.pk],
    ),
    "proposal_ask_withdraw": Policy(get=who_proposes(), post=who_proposes(), args=_invitation),
    "proposal_answer": Policy(get=who_is_asked(), post=who_is_asked(), args=_invitation),
    "proposal_write": Policy(get=BOTH_ACTING, post=BOTH_ACTING, args=_invitation),
    "proposal_note_take_up": Policy(
        get=who_proposes(), post=who_proposes(), args=lambda world: [*_invitation(world), world.partnering.note.pk]
    ),
    "proposal_claim": Policy(get=ASKED_BY_NAME, post=ASKED_BY_NAME, args=_invitation),
    "proposal_take_back": Policy(get=who_is_asked(), post=who_is_asked(), args=_invitation),
}
