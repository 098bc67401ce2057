"""Who is looking: what decides a person's home and navigation."""

from dataclasses import dataclass

from commissioners.models import CommissioningBody
from mutuals.models import Organisation


@dataclass(frozen=True)
class Standing:
    """The organisations and bodies a person acts for, by name, and whether they are programme staff.

    Organisations that are closed stand apart: nothing is to be done for them.
    """

    organisations: tuple[Organisation, ...] = ()
    bodies: tuple[CommissioningBody, ...] = ()
    closed: tuple[Organisation, ...] = ()
    is_staff: bool = False

    @property
    def taking_part(self) -> tuple[Organisation, ...]:
        """Those that are in the directory, and so are matched."""
        return tuple(organisation for organisation in self.organisations if organisation.is_active)

    @property
    def waiting(self) -> tuple[Organisation, ...]:
        """Those that programme staff have not admitted yet."""
        return tuple(organisation for organisation in self.organisations if not organisation.is_active)


def standing_of(request) -> Standing:
    """The standing of the person who asks; read from the database once in a request."""
    if not hasattr(request, "portal_standing"):
        request.portal_standing = _read(request.user) if request.user.is_authenticated else Standing()
    return request.portal_standing


def _read(user) -> Standing:
    mine = Organisation.objects.visible_to(user).of(user).only("name", "admitted_at", "closed_at", "created_at")
    organisations = list(mine)
    return Standing(
        organisations=tuple(one for one in organisations if one.closed_at is None),
        closed=tuple(one for one in organisations if one.closed_at is not None),
        bodies=tuple(CommissioningBody.objects.visible_to(user).of(user).only("pk", "name")),
        is_staff=user.is_programme_staff,
    )
