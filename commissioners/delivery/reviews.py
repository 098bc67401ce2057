"""Joint reviews of contracts: whose sides there are, who speaks for which, and what the pages show.

A side is the buyer, or one organisation of the directory that the award names. Nobody speaks for another side.
"""

from dataclasses import dataclass

from django.db.models import Q

from commissioners.models import Award, BodyMembership, JointReview, Opportunity, ReviewPart
from commissioners.rules import EDITING_ROLES
from mutuals.models import Organisation
from partnerships_portal.accounts.models import User

# What helps to talk, from the key steps of partnerships (after Cook 2015, in the report of 2018).
PROMPTS = (
    ("Resources", "Are staff, money and systems enough for what was agreed?"),
    ("Activities", "Is it clear who does what, who answers for it, and what information is shared?"),
    ("Engagement", "Do operational and senior people of every side take part, and do they see the need alike?"),
    ("Trust", "Is there time to build trust, respect for each other’s ways, and benefit for all?"),
    ("Practice", "Do you meet regularly, know how conflicts are settled, and keep to what you decided?"),
)
TEXTS = (
    ("went_well", "What went well"),
    ("to_change", "What to change"),
    ("partnership", "How we work together"),
)


@dataclass(frozen=True)
class SideView:
    """One side of a review as its page shows it."""

    part: ReviewPart
    name: str
    texts: list[tuple[str, str]]
    steps: list
    speaks: bool  # the person who looks speaks for it
    may_write: bool
    has_agreed: bool
    may_agree: bool


def organisations_of(award: Award):
    """The organisations of the directory that hold the contract and still take part."""
    named = award.suppliers.exclude(organisation=None).values("organisation")
    return Organisation.objects.active().filter(pk__in=named).order_by("name", "pk")


def buyers_of(award: Award) -> list[int]:
    """Primary keys of the bodies that bought: of the opportunity where it is known, else the award's."""
    opportunity = award.opportunity
    if opportunity is None:
        return [award.body_id]
    joint = opportunity.joint_buyers.values_list("pk", flat=True)
    return [award.body_id, *([opportunity.claimed_by_id] if opportunity.claimed_by_id else []), *joint]


def edits_for_buyer(user, award: Award) -> bool:
    """Whether the person is an owner or editor of a body that bought."""
    mine = BodyMembership.objects.filter(user=user, role__in=EDITING_ROLES)
    return user.is_authenticated and mine.filter(body__in=buyers_of(award)).exists()


def sides_that(user, award: Award) -> list[int | None]:
    """The sides for which the person may speak: keys of organisations, None for the buyer."""
    if not user.is_authenticated:
        return []
    own = organisations_of(award).filter(memberships__user=user, memberships__role__in=EDITING_ROLES)
    found: list[int | None] = list(own.values_list("pk", flat=True))
    return found + ([None] if edits_for_buyer(user, award) else [])


def parts_that_count(review: JointReview) -> list[ReviewPart]:
    """The sides that have to agree: the buyer, and each organisation that the award still names and that takes part."""
    holding = set(organisations_of(review.award).values_list("pk", flat=True))
    parts = review.parts.select_related("organisation")
    return [part for part in parts if part.organisation_id is None or part.organisation_id in holding]


def reviewable_by(user):
    """Awards of which the person may see reviews: they belong to a buyer or to an organisation that holds it."""
    if not user.is_authenticated:
        return Award.objects.none()
    named = Award.objects.exclude(suppliers__organisation=None)
    return named.filter(
        Q(suppliers__organisation__in=user.memberships.values("organisation"))
        | Q(body__in=user.body_memberships.values("body"))
        | Q(opportunity__in=Opportunity.objects.bought_by(user))
    ).distinct()


def review_page(review: JointReview, *, user) -> dict:
    """The context of the page of one review, in a constant number of queries."""
    mine, steps = sides_that(user, review.award), list(review.steps.all())
    is_open = review.state == JointReview.State.OPEN
    sides = [_side(part, review, steps, mine, is_open) for part in parts_that_count(review)]
    return {
        "review": review,
        "award": review.award,
        "sides": sides,
        "is_open": is_open,
        "may_change": bool(mine) and is_open,
        "waiting_for": [side.name for side in sides if not side.has_agreed],
        "prompts": PROMPTS,
    }


def _side(part, review, steps, mine, is_open) -> SideView:
    speaks = part.organisation_id in mine
    has_agreed = part.agreed_version == review.version
    return SideView(
        part=part,
        name=name_of(part, review.award),
        texts=[(title, getattr(part, name)) for name, title in TEXTS],
        steps=[step for step in steps if step.organisation_id == part.organisation_id],
        speaks=speaks,
        may_write=speaks and is_open,
        has_agreed=has_agreed,
        may_agree=speaks and is_open and not has_agreed,
    )


def name_of(part: ReviewPart, award: Award) -> str:
    """A side by its name."""
    return str(part.organisation or award.body)


def people_of_sides(review: JointReview) -> list[tuple[Organisation | None, list[User]]]:
    """(organisation or None for the buyer, its people who can sign in) of each side that has a part in it."""
    award = review.award
    body_people = User.objects.filter(is_active=True, body_memberships__body__in=buyers_of(award)).distinct()
    found: list[tuple[Organisation | None, list[User]]] = [(None, list(body_people))]
    for organisation in organisations_of(award).filter(review_parts__review=review):
        found.append((organisation, list(User.objects.filter(is_active=True, memberships__organisation=organisation))))
    return found
