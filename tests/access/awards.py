"""Policies of outcomes, awards and what follows them."""

from .outcomes import FORBIDDEN, Policy, everyone, for_buyer, nobody, only, signed_in

# A joint review exists for the people of its sides alone; those who only read for a side may not write.
READERS = only("commissioner", "body_viewer", "owner", "editor", "viewer")
SIDES = only("commissioner", "owner", "editor", body_viewer=FORBIDDEN, viewer=FORBIDDEN)
# The buyer's part: the other side sees it and may not touch it.
BUYER_SIDE = only("commissioner", body_viewer=FORBIDDEN, owner=FORBIDDEN, editor=FORBIDDEN, viewer=FORBIDDEN)


def _link(world):
    person = world.people["commissioner"]
    told = {"linked_at": world.awarded.created_at, "linked_by": person}
    return world.awarded.notice_links.get_or_create(ocid="ocds-h6vhtk-1", defaults=told)[0]


def _buyers_part(world):
    return world.review.parts.get(organisation=None)


POLICIES: dict[str, Policy] = {
    "opportunity_awards": Policy(get=everyone(), args=lambda world: [world.opportunity.pk]),
    "award_create": Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.opportunity.pk]),
    "lots_leave_out": Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.opportunity.pk]),
    "award_edit": Policy(
        get=for_buyer(), post=for_buyer(), args=lambda world: [world.awarded.pk, world.awarded.awards.get().pk]
    ),
    "notice_links": Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.awarded.pk]),
    "notice_unlink": Policy(
        get=nobody(signed_in()), post=for_buyer(), args=lambda world: [world.awarded.pk, _link(world).pk]
    ),
    "feedback_give": Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.awarded.pk]),
    "feedback_list": Policy(get=signed_in()),
    "review_list": Policy(get=signed_in()),
    "review_start": Policy(get=SIDES, post=SIDES, args=lambda world: [world.awarded.awards.get().pk]),
    "review_detail": Policy(get=READERS, post=nobody(signed_in()), args=lambda world: [world.review.pk]),
    "review_edit": Policy(get=SIDES, post=SIDES, args=lambda world: [world.review.pk]),
    "review_part": Policy(
        get=BUYER_SIDE, post=BUYER_SIDE, args=lambda world: [world.review.pk, _buyers_part(world).pk]
    ),
    "review_step": Policy(
        get=BUYER_SIDE, post=BUYER_SIDE, args=lambda world: [world.review.pk, _buyers_part(world).pk]
    ),
    "review_agree": Policy(
        get=nobody(signed_in()), post=BUYER_SIDE, args=lambda world: [world.review.pk, _buyers_part(world).pk]
    ),
    "review_step_change": Policy(
        get=nobody(signed_in()), post=BUYER_SIDE, args=lambda world: [world.review.pk, world.review.steps.get().pk]
    ),
    "award_dispute": Policy(
        get=only("owner", "editor", viewer=FORBIDDEN),
        post=only("owner", "editor", viewer=FORBIDDEN),
        args=lambda world: [world.awarded.pk, world.awarded.awards.get().pk, world.organisation.pk],
    ),
}
