"""The whole page of an organisation for one viewer."""

import datetime as dt
from dataclasses import dataclass, replace

from django.urls import reverse

from mutuals.choices import Kind
from mutuals.models import OPENS_FILES, Organisation, ThreePartDefinition
from mutuals.viewers import Viewer
from mutuals.visibility import Section

from . import closer, own, sections
from .closer import Closer
from .ending import Ending, ending_of
from .services import services
from .shown import Link, LinkGroup, Row, Shown


@dataclass(frozen=True)
class Profile:
    """What one viewer sees of one organisation. Nothing hidden is in it, so nothing hidden can be rendered."""

    name: str
    kind: str
    is_mutual: bool
    verified_on: dt.datetime | None
    is_closed: bool
    is_own: bool
    sections: tuple[Shown, ...]
    pages: tuple[LinkGroup, ...]  # to the pages about it that its own people, or programme staff, have
    joining: Link | None
    proposing: Link | None  # to partner: for whoever acts for another one
    definition: Link | None  # how it stands with the three-part definition
    admission: Link | None  # how its registration stands, while it does not take part yet
    restricted: tuple[str, ...]  # keys of the sections shown that are kept from signed-in organisations: to be logged
    ending: Ending | None  # that it is closed, or others were merged into it: for its own people and staff
    missing: own.Missing | None  # for its owners and editors
    closer: Closer | None  # for programme staff: what is kept from them, or why they read it now


def profile_of(organisation: Organisation, *, viewer: Viewer, user) -> Profile:
    """The page of an organisation for a viewer; `user` is asked only for what they may do."""
    is_own = organisation.pk in viewer.own
    shown = _sections(organisation, viewer, is_own, user)
    return Profile(
        name=organisation.name,
        kind=organisation.kind_beside_tag,
        is_mutual=organisation.is_mutual,
        verified_on=organisation.verified_at,
        is_closed=organisation.closed_at is not None,
        is_own=is_own,
        sections=shown,
        pages=own.pages(organisation, is_own=is_own, user=user),
        joining=own.joining(organisation, is_own=is_own, user=user),
        proposing=own.proposing(organisation, is_own=is_own, viewer=viewer, user=user),
        definition=_definition(organisation, is_own, user),
        admission=_admission(organisation, is_own, user),
        restricted=() if is_own else closer.restricted(organisation, (one.key for one in shown)),
        ending=ending_of(organisation, is_own=is_own, user=user),
        missing=own.missing(organisation) if user.has_perm("mutuals.edit_organisation", organisation) else None,
        closer=closer.for_staff(organisation, viewer, user),
    )


def _sections(organisation: Organisation, viewer: Viewer, is_own: bool, user) -> tuple[Shown, ...]:
    """Those that the viewer may see; empty ones only for those who can fill them."""
    edits = user.has_perm("mutuals.edit_organisation", organisation)
    chooses = user.has_perm("mutuals.choose_visibility", organisation)
    claims = {
        "verifiable": user.has_perm("mutuals.verify_service_claim", organisation),
        "own": is_own,
        "opening": is_own or viewer.purposes.get(organisation.pk) in OPENS_FILES,
    }
    every = (
        replace(_shown(section, organisation, edits, claims), through=_through(section, organisation, viewer))
        for section in viewer.sections_of(organisation)
    )
    return tuple(
        own.with_links(shown, organisation, edits=edits, chooses=chooses) if is_own else shown
        for shown in every
        if edits or not shown.is_empty
    )


def _shown(section: Section, organisation: Organisation, edits: bool, claims: dict) -> Shown:
    """What a section says; rows without a value only for those who can fill them."""
    rows: tuple[Row, ...] = ()
    groups: tuple = ()
    if section.key == "services":
        groups = services(organisation, **claims)
    elif section.key == "places":
        groups = sections.places(organisation)
    else:
        rows = tuple(row for row in sections.ROWS[section.key](organisation) if row.is_known or edits)
    return Shown(key=section.key, title=section.title, rows=rows, groups=groups)


def _through(section: Section, organisation: Organisation, viewer: Viewer) -> str:
    """The names of the consortia in which the section was released to the viewer's organisations."""
    names = dict.fromkeys(opening.name for opening in viewer.openings(section, organisation))
    return " and of ".join(names)


def _definition(organisation: Organisation, is_own: bool, user) -> Link | None:
    """How its answers to the three-part definition stand, for its own people and programme staff."""
    definition = ThreePartDefinition.objects.visible_to(user).filter(organisation=organisation).first()
    if user.has_perm("mutuals.read_verifications"):
        return (
            Link(definition.status_in_words, reverse("verification_decide", args=[definition.pk]))
            if definition
            else None
        )
    if not is_own or (definition is None and organisation.kind != Kind.MUTUAL):
        return None
    words = definition.status_in_words if definition else "Not answered yet"
    return Link(words, reverse("organisation_definition", args=[organisation.pk]))


def _admission(organisation: Organisation, is_own: bool, user) -> Link | None:
    """How its registration stands, where it does not take part yet. Its own people and programme staff see it."""
    sees = is_own or user.has_perm("mutuals.read_verifications")
    if not sees or organisation.admitted_at or organisation.closed_at:
        return None
    waits = organisation.admission_asked_at is not None
    words = "Programme staff look at it" if waits else "Programme staff have asked for something more"
    name = "organisation_admission" if is_own else "admission_decide"
    return Link(words, reverse(name, args=[organisation.pk]))
