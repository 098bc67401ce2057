"""Who is looking: what decides a person's home and navigation."""

from dataclasses import dataclass

from commissioners.belonging import memberships_of as body_memberships_of
from commissioners.models import CommissioningBody
from mutuals.belonging import memberships_of
from mutuals.models import Organisation
from partnerships_portal.notifications.awaiting import asker_in


@dataclass(frozen=True)
class Standing:
    """The organisations and bodies a person acts for, by name, and whether they are programme staff or advise.

    Organisations that are closed stand apart: nothing is to be done for them.
    """

    organisations: tuple[Organisation, ...] = ()
    bodies: tuple[CommissioningBody, ...] = ()
    closed: tuple[Organisation, ...] = ()
    is_staff: bool = False
    is_adviser: bool = False

    @property
    def taking_part(self) -> tuple[Organisation, ...]:
        """Those that are in the directory, and so are matched."""
        return tuple(organisation for organisation in self.organisations if organisation.is_active)

    @property
    def has_support_in_menu(self) -> bool:
        """Whether an entry of its own leads there: a row holds nine, and who has more than one standing has nine."""
        return bool(self.organisations) and not (self.bodies or self.is_staff)

    @property
    def waiting(self) -> tuple[Organisation, ...]:
        """Those that programme staff have not admitted yet."""
        return tuple(organisation for organisation in self.organisations if not organisation.is_active)


def standing_of(request) -> Standing:
    """The standing of the person who asks; read from the database once in a request."""
    if not request.user.is_authenticated:
        return Standing()
    asker = asker_in(request)
    organisations = [one.organisation for one in asker.once(memberships_of)]
    return Standing(
        organisations=tuple(one for one in organisations if one.closed_at is None),
        closed=tuple(one for one in organisations if one.closed_at is not None),
        bodies=tuple(one.body for one in asker.once(body_memberships_of)),
        is_staff=request.user.is_programme_staff,
        is_adviser=request.user.is_adviser,
    )
