"""Who may ask for support, and where those go whom the programme cannot serve, or not yet."""

from dataclasses import dataclass

from django.urls import reverse

from mutuals.belonging import memberships_of
from mutuals.choices import Kind
from mutuals.models import Membership, Organisation
from mutuals.rules import EDITING_ROLES
from partnerships_portal.reference.elsewhere import HELPERS, Pointer

OUTSIDE_ENGLAND = tuple(HELPERS.values())
OTHERS_WHO_HELP = (
    Pointer("Co-operatives UK", "https://www.uk.coop/", "Member-owned organisations, legal forms and governance"),
    Pointer("Social Enterprise UK", "https://www.socialenterprise.org.uk/", "Social enterprises, and their markets"),
    Pointer("NCVO", "https://www.ncvo.org.uk/", "Charities and voluntary organisations"),
    Pointer(
        "Business Support Helpline",
        "https://www.gov.uk/business-support-helpline",
        "Any business in England: free, by telephone or e-mail",
    ),
)


FOR_BUYERS = (
    "You act for a public body. The programme helps organisations that provide services: one that you buy from, or "
    "would like to, can ask. For you there are guides, and case studies that show what Mutuals change."
)


@dataclass(frozen=True)
class Place:
    """An organisation of the person: whether they may ask for it, and what they should know first."""

    organisation: Organisation
    may_ask: bool
    note: str = ""
    url: str = ""  # where to do something about what the note says
    action: str = ""


def places_of(user) -> list[Place]:
    """The organisations of the person, by name: two queries at most."""
    held = memberships_of(user)
    whole = Organisation.objects.defer("public_search").in_bulk([one.organisation_id for one in held])
    return [_place(one, whole[one.organisation_id]) for one in held]


def may_ask_for(user) -> list[Organisation]:
    """The organisations that the person may ask for: as an owner or editor, as long as they are not closed."""
    return [place.organisation for place in places_of(user) if place.may_ask]


def _place(membership: Membership, organisation: Organisation) -> Place:
    if organisation.closed_at is not None:
        return Place(organisation, False, f"{organisation} is closed on the portal. What it asked for stays readable.")
    if membership.role not in EDITING_ROLES:
        people = reverse("organisation_people", args=[organisation.pk])
        words = f"You read for {organisation}. Its owners and editors can ask for support."
        return Place(organisation, False, words, people, f"See who acts for {organisation}")
    return Place(organisation, True, *first(organisation))


def first(organisation: Organisation) -> tuple[str, str, str]:
    """What somebody who asks for the organisation should know first: words, and where to do something about it."""
    if organisation.admitted_at is None:
        words = (
            f"Programme staff have not admitted {organisation} to the directory yet. You can send one request now: "
            "it is read and answered all the same. A package can be agreed once it is admitted."
        )
        return words, organisation.get_absolute_url(), "See what admission waits for"
    if organisation.is_mutual:
        return "", "", ""
    if organisation.kind == Kind.MUTUAL:
        words = (
            f"The programme serves verified Mutuals. {organisation} says that it is one and is not verified yet: you "
            "can ask all the same, and staff look at both."
        )
        return words, reverse("organisation_definition", args=[organisation.pk]), "Ask to be verified"
    words = (
        f"The programme serves public service mutuals. {organisation} is not one, so you can ask for what you do "
        "together with a Mutual: say with whom. Others help with anything else."
    )
    return words, f"{reverse('support_home')}#elsewhere", "See who else helps"
