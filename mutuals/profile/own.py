"""What an organisation's own people find on its page beside what others see: who else sees it, and where to act."""

from dataclasses import dataclass, replace

from django.urls import reverse

from mutuals.belonging import acts_for_active
from mutuals.gaps import gaps_of
from mutuals.models import Organisation
from mutuals.viewers import Viewer
from mutuals.visibility import SECTIONS, SECTIONS_BY_KEY, Visibility

from .shown import Link, LinkGroup, Row, Shown

EDITED_IN = {"finances": "size"}  # exact figures and bands are entered together
WHO = {
    Visibility.PUBLIC: "Everyone sees this.",
    Visibility.SIGNED_IN: "Only you, signed-in organisations and programme staff see this.",
    Visibility.PARTNERS: "Only you, partners to whom you release it, and programme staff who say why see this.",
    Visibility.PROGRAMME: "Only you, and programme staff who say why, see this.",
}


def with_links(shown: Shown, organisation: Organisation, *, edits: bool, chooses: bool) -> Shown:
    """A section with who else sees it, and with the links of those who may change it."""
    level = Visibility(getattr(organisation, SECTIONS_BY_KEY[shown.key].column))
    edit = EDITED_IN.get(shown.key, shown.key)
    evidence = edits and shown.key == "services" and shown.groups
    choice = reverse("organisation_visibility", args=[organisation.pk])
    return replace(
        shown,
        who=WHO[level],
        edit_url=reverse("organisation_edit", args=[organisation.pk, edit]) if edits else "",
        evidence_url=reverse("organisation_edit", args=[organisation.pk, "evidence"]) if evidence else "",
        visibility_url=f"{choice}#div_id_visibility_{shown.key}" if chooses else "",
    )


def who_sees_what(organisation: Organisation) -> tuple[Row, ...]:
    """Each section with those who see it, for people who may not choose."""
    return tuple(
        Row(section.title, Visibility(getattr(organisation, section.column)).label, hint="") for section in SECTIONS
    )


@dataclass(frozen=True)
class Missing:
    """How much is missing in a profile, and what to say next."""

    count: int
    what: str
    url: str
    every_url: str


def missing(organisation: Organisation) -> Missing | None:
    """For those who can fill it; None where nothing is missing."""
    gaps = gaps_of(organisation)
    if not gaps:
        return None
    return Missing(
        count=len(gaps),
        what=gaps[0].what,
        url=reverse("organisation_edit", args=[organisation.pk, gaps[0].section]),
        every_url=reverse("organisation_gaps", args=[organisation.pk]),
    )


def pages(organisation: Organisation, *, is_own: bool, user) -> tuple[LinkGroup, ...]:
    """The pages about an organisation that the person has, in groups. Other parts of the portal keep some of them:
    this part knows their addresses only."""
    if not is_own:
        return _for_staff(organisation, user)
    here, own = organisation.get_absolute_url(), [organisation.pk]
    groups = [
        LinkGroup(
            "This page",
            (
                Link("What is missing", reverse("organisation_gaps", args=own)),
                Link("Who sees what", reverse("organisation_visibility", args=own)),
                Link("See it as others do", reverse("organisation_preview", args=[organisation.pk, "public"])),
            ),
        )
    ]
    if organisation.closed_at is None:
        matches = (
            *(("Tender matches", "matches"), ("Possible partners", "partners"), ("Scope to partner", "scope")),
            ("Reserved contracts", "reserved-contracts"),
        )
        partnering = (*(Link(text, f"{here}{part}/") for text, part in matches), Link("Support", "/support/"))
        groups.insert(0, LinkGroup("Partnering", partnering))
    groups.append(LinkGroup("Your organisation", _people(organisation, user)))
    return tuple(group for group in groups if group.links)


def _for_staff(organisation: Organisation, user) -> tuple[LinkGroup, ...]:
    links = _people(organisation, user) if user.is_authenticated and user.is_programme_staff else ()
    return (LinkGroup("For programme managers", links),) if links else ()


def _people(organisation: Organisation, user) -> tuple[Link, ...]:
    """Who acts for the organisation, and who read what it keeps closer: for those who may know."""
    own, links = [organisation.pk], []
    if user.has_perm("mutuals.read_people", organisation):
        links.append(Link("People", reverse("organisation_people", args=own)))
    if user.has_perm("mutuals.read_history", organisation):
        links.append(Link("History", reverse("organisation_history", args=own)))
    if user.has_perm("mutuals.read_readings", organisation):
        links.append(Link("Who has read our restricted sections", reverse("organisation_readings", args=own)))
    if organisation.closed_at is None and user.has_perm("mutuals.close_organisation", organisation):
        links.append(Link("Close or merge", reverse("organisation_close", args=own)))
    return tuple(links)


def joining(organisation: Organisation, *, is_own: bool, user) -> Link | None:
    """The way in for somebody who works there."""
    if is_own or not organisation.is_active or not user.has_perm("mutuals.ask_to_join"):
        return None
    return Link("Do you work here? Ask to join", reverse("join_request_create", args=[organisation.pk]))


def proposing(organisation: Organisation, *, is_own: bool, viewer: Viewer, user) -> Link | None:
    """The way to propose a partnership, which an app above has the pages for, for whoever acts for another one."""
    if is_own or not organisation.is_active or not viewer.own or not acts_for_active(user):
        return None
    return Link("Propose a partnership", f"{reverse('proposal_new')}?organisation={organisation.pk}")
