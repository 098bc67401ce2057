"""Policies of talking to the market: questions, documents and following."""

from tests.factories import OpportunityDocumentFactory, QuestionFactory

from .outcomes import FORBIDDEN, Policy, everyone, for_buyer, nobody, only, signed_in


def _question_of_stranger(world) -> int:
    """About the opportunity, not answered yet."""
    return QuestionFactory(opportunity=world.opportunity, asked_by=world.people["stranger"]).pk


def _document(world) -> list[int]:
    """Of the opportunity, in its address."""
    return [world.opportunity.pk, OpportunityDocumentFactory(opportunity=world.opportunity).pk]


POLICIES: dict[str, Policy] = {
    "opportunity_follow": Policy(get=nobody(signed_in()), post=signed_in(), args=lambda world: [world.opportunity.pk]),
    "opportunity_unfollow": Policy(
        get=nobody(signed_in()), post=signed_in(), args=lambda world: [world.opportunity.pk]
    ),
    "opportunities_followed": Policy(get=signed_in()),
    "opportunity_questions": Policy(get=everyone(), args=lambda world: [world.opportunity.pk]),
    "question_ask": Policy(  # whoever may not ask reads why; the buyer never asks itself
        get=signed_in(),
        post=only("viewer", "editor", "owner", "other_owner", others=FORBIDDEN),
        args=lambda world: [world.opportunity.pk],
    ),
    **{  # the stranger asked it; until it is answered it exists for the buyer and for them
        name: Policy(
            get=only("commissioner", body_viewer=FORBIDDEN, stranger=FORBIDDEN),
            post=only("commissioner", body_viewer=FORBIDDEN, stranger=FORBIDDEN),
            args=lambda world: [world.opportunity.pk, _question_of_stranger(world)],
        )
        for name in ("question_answer", "question_set_aside")
    },
    "question_withdraw": Policy(
        get=nobody(signed_in()),
        post=only("stranger", commissioner=FORBIDDEN, body_viewer=FORBIDDEN),
        args=lambda world: [world.opportunity.pk, _question_of_stranger(world)],
    ),
    "opportunity_documents": Policy(get=everyone(), args=lambda world: [world.opportunity.pk]),
    "document_download": Policy(get=everyone(), args=_document),
    "document_add": Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.opportunity.pk]),
    "document_replace": Policy(get=for_buyer(), post=for_buyer(), args=_document),
    "document_remove": Policy(get=for_buyer(), post=for_buyer(), args=_document),
}
