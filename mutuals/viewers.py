"""Who is looking, and how far each organisation's sections are shown to them. The one home of that rule.

An organisation's own people see all of it; accepted partners see those sections for partners that it has released to
them; people of any other active organisation, and programme staff, see what is shown to signed-in organisations;
everybody else, commissioners among them, sees what is public. Programme staff who declared why see all of that one
organisation while it lasts (docs/decisions/0060-who-sees-a-section.md, 0067-declared-purposes.md,
0140-staged-disclosure.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.module_loading import import_string

from partnerships_portal.accounts.rules import is_triage_officer_or_manager

from .models import DeclaredPurpose, Membership, Organisation
from .visibility import SECTIONS, Section, Visibility


@dataclass(frozen=True)
class Opening:
    """The consortium through which a section is open, and the organisation that it is open to."""

    consortium: int
    name: str
    to: int


Released = dict[tuple[int, str], tuple[Opening, ...]]  # by organisation and key of a section


@dataclass(frozen=True)
class Viewer:
    """A person's eyes for the length of one request."""

    is_programme_staff: bool = False
    own: frozenset[int] = frozenset()  # organisations that the person belongs to
    is_of_active_organisation: bool = False
    released: Released = field(default_factory=dict)  # what others opened to one of theirs as its partner
    purposes: Mapping[int, str] = field(default_factory=dict)  # organisation -> why staff read it now

    @property
    def directory_level(self) -> Visibility:
        """How far sections are open to the person in lists, whichever organisation they are of.

        Lists find and count by this alone, so that they are the same for everyone at a level.
        """
        signed_in = self.is_programme_staff or self.is_of_active_organisation
        return Visibility.SIGNED_IN if signed_in else Visibility.PUBLIC

    def level_on(self, organisation_id: int) -> Visibility:
        """How far the sections of one organisation are open to the person on its own page, beside those released."""
        if organisation_id in self.own or organisation_id in self.purposes:
            return Visibility.PROGRAMME
        return self.directory_level

    def openings(self, section: Section, organisation: Organisation) -> tuple[Opening, ...]:
        """Through which consortia the person sees a section that others do not see; none where it needs no release.

        What is kept for the programme alone is never opened so, released or not.
        """
        level = getattr(organisation, section.column)
        if level != Visibility.PARTNERS or self.level_on(organisation.pk) >= level:
            return ()
        return self.released.get((organisation.pk, section.key), ())

    def sections_of(self, organisation: Organisation) -> tuple[Section, ...]:
        """The sections of a profile that the person sees, in the order of the page.

        Whoever shows restricted ones of these to somebody not of the organisation logs it (actions.log_readings).
        """
        level = self.level_on(organisation.pk)
        return tuple(
            section
            for section in SECTIONS
            if getattr(organisation, section.column) <= level or self.openings(section, organisation)
        )

    def sections_in_lists(self, organisation: Organisation) -> tuple[Section, ...]:
        """The sections that lists, comparisons and other pages of many organisations may show the person.

        Restricted sections of others are read on the organisation's own page only, where it is logged.
        """
        level = Visibility.PROGRAMME if organisation.pk in self.own else self.directory_level
        return tuple(section for section in SECTIONS if getattr(organisation, section.column) <= level)


def viewer_of(user, *, at=None) -> Viewer:
    """The eyes of a person; takes two queries for a member of an organisation, one for others signed in.

    With `at`, the purposes that programme staff declared and that are live then are known too, by one query more.

    What partners released is known to a higher app: `settings.RELEASES_READER` names its function
    from a set of organisation ids to what is open to them.
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
        released=import_string(settings.RELEASES_READER)(active) if active else {},
        purposes=_purposes(user, at) if at is not None and is_triage_officer_or_manager(user) else {},
    )


def _purposes(user, at) -> dict[int, str]:
    """Organisation id -> the purpose that was declared last of those live at this time."""
    live = DeclaredPurpose.objects.filter(person=user, declared_at__lte=at, expires_at__gt=at)
    return dict(live.order_by("declared_at", "pk").values_list("organisation", "purpose"))


# Those as whom an organisation's own people may see its page: the last part of the address -> who that is.
EYES = {
    "public": "Everyone",
    "organisation": "Another organisation",
    "partner": "A partner to whom all was released",
    "commissioner": "A commissioner",
}


def eyes_of(name: str, organisation_id: int) -> Viewer:
    """A viewer of one organisation such as `name`, one of EYES, would be; it is nobody in particular."""
    if name == "partner":
        opening = (Opening(consortium=0, name="a consortium that you share", to=0),)
        every: Released = {(organisation_id, section.key): opening for section in SECTIONS}
        return Viewer(is_of_active_organisation=True, released=every)
    return Viewer(is_of_active_organisation=name == "organisation")
