"""Policies of offers to partners, of answers to them, and of their queue."""

from tests.factories.offers import OfferAnswerFactory, PartnerOfferFactory

from .outcomes import FORBIDDEN, Outcomes, Policy, everyone, nobody, only, signed_in


def _offer(world, **more):
    """An offer of the organisation, which everyone sees."""
    return PartnerOfferFactory(organisation=world.organisation, **more)


def _draft(world) -> list:
    return [_offer(world, state="draft").pk]


def _waiting(world) -> list:
    return [_offer(world, state="submitted").pk]


def _answer(world) -> list:
    """The organisation answers an offer of the other one."""
    return [OfferAnswerFactory(offer__organisation=world.other_organisation, organisation=world.organisation).pk]


def who_writes() -> Outcomes:
    """A draft exists for the people of its organisation alone; its viewers do not write."""
    return only("editor", "owner", viewer=FORBIDDEN)


def who_manages() -> Outcomes:
    """What is published exists for everyone."""
    return only("editor", "owner", others=FORBIDDEN)


def who_decides() -> Outcomes:
    """Programme managers and triage officers; analysts read."""
    return only("staff", analyst=FORBIDDEN)


POLICIES: dict[str, Policy] = {
    "offer_list": Policy(get=everyone()),
    "offer_detail": Policy(get=everyone(), args=lambda world: [_offer(world).pk]),
    "my_offers": Policy(get=signed_in()),
    "offer_new": Policy(get=who_writes(), post=who_writes(), args=lambda world: [world.organisation.pk]),
    "offer_edit": Policy(get=who_writes(), post=who_writes(), args=lambda world: [*_draft(world), "where"]),
    "offer_check": Policy(get=who_writes(), post=who_writes(), args=_draft),
    "offer_discard": Policy(get=who_writes(), post=who_writes(), args=_draft),
    "offer_take_back": Policy(get=who_manages(), post=who_manages(), args=lambda world: [_offer(world).pk]),
    "offer_close": Policy(get=who_manages(), post=who_manages(), args=lambda world: [_offer(world).pk]),
    "offer_renew": Policy(get=who_manages(), post=who_manages(), args=lambda world: [_offer(world).pk]),
    "offer_answer": Policy(
        get=who_manages(),
        post=who_manages(),
        args=lambda world: [PartnerOfferFactory(organisation=world.other_organisation).pk],
    ),
    "offer_answer_detail": Policy(
        get=only("viewer", "editor", "owner", "other_owner"),
        post=only("editor", "owner", "other_owner", viewer=FORBIDDEN),
        args=_answer,
    ),
    "offer_answer_decide": Policy(
        get=only("other_owner", viewer=FORBIDDEN, editor=FORBIDDEN, owner=FORBIDDEN),
        post=only("other_owner", viewer=FORBIDDEN, editor=FORBIDDEN, owner=FORBIDDEN),
        args=_answer,
    ),
    "offer_answer_withdraw": Policy(
        get=only("editor", "owner", viewer=FORBIDDEN, other_owner=FORBIDDEN),
        post=only("editor", "owner", viewer=FORBIDDEN, other_owner=FORBIDDEN),
        args=_answer,
    ),
    "offer_review_list": Policy(get=only("staff"), post=nobody(signed_in())),
    "offer_review": Policy(get=only("staff"), post=who_decides(), args=_waiting),
    "offer_review_take": Policy(get=nobody(signed_in()), post=who_decides(), args=_waiting),
    "offer_review_put_back": Policy(get=nobody(signed_in()), post=who_decides(), args=_waiting),
}
