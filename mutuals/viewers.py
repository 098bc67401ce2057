"""Who is looking, and how far each organisation's sections are shown to them. The one home of that rule.

An organisation's own people and programme staff see all of it; accepted partners see what is shown to
partners; people of any other active organisation see what is shown to signed-in organisations; everybody
else, commissioners among them, sees what is public (docs/decisions/0060-who-sees-a-section.md).
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from .models import Membership, Organisation
from .visibility import SECTIONS, Section, Visibility


@dataclass(frozen=True)
class Viewer:
    """A person's eyes for the length of one request."""

    is_programme_staff: bool = False
    own: frozenset[int] = frozenset()  # organisations that the person belongs to
    is_of_active_organisation: bool = False
    partners: frozenset[int] = frozenset()  # organisations that accepted to partner with one of theirs

    @property
    def directory_level(self) -> Visibility:
        """How far sections are open to the person in lists, whichever organisation they are of.

        Lists find and count by this alone, so that they are the same for everyone at a level.
        """
        if self.is_programme_staff:
            return Visibility.PROGRAMME
        return Visibility.SIGNED_IN if self.is_of_active_organisation else Visibility.PUBLIC

    def level_on(self, organisation_id: int) -> Visibility:
        """How far the sections of one organisation are open to the person."""
        if self.is_programme_staff or organisation_id in self.own:
            return Visibility.PROGRAMME
        if organisation_id in self.partners:
            return Visibility.PARTNERS
        return self.directory_level

    def sections_of(self, organisation: Organisation) -> tuple[Section, ...]:
        """The sections of a profile that the person sees, in the order of the page."""
        level = self.level_on(organisation.pk)
        return tuple(section for section in SECTIONS if getattr(organisation, section.column) <= level)


def viewer_of(user) -> Viewer:
    """The eyes of a person; takes two queries for a member of an organisation, one for others signed in.

    Partners are known to a higher app: `settings.PARTNERS_READER` names its function
    from a set of organisation ids to the set of the ids of their accepted partners.
    """
    if not user.is_authenticated:
        return Viewer()
    held = (
        Membership.objects.filter(user=user)
        .select_related("organisation")
        .only("organisation__admitted_at", "organisation__closed_at")
    )
    organisations = [membership.organisation for membership in held]
    active = {organisation.pk for organisation in organisations if organisation.is_active}
    return Viewer(
        is_programme_staff=user.is_programme_staff,
        own=frozenset(organisation.pk for organisation in organisations),
        is_of_active_organisation=bool(active),
        partners=frozenset(import_string(settings.PARTNERS_READER)(active)) if active else frozenset(),
    )
