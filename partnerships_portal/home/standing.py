"""Who is looking: what decides a person's home and navigation."""

from dataclasses import dataclass

from commissioners.models import CommissioningBody
from mutuals.models import Organisation


@dataclass(frozen=True)
class Standing:
    """The organisations and bodies a person acts for, by name, and whether they are programme staff."""

    organisations: tuple[Organisation, ...] = ()
    bodies: tuple[CommissioningBody, ...] = ()
    is_staff: bool = False


def standing_of(request) -> Standing:
    """The standing of the person who asks; read from the database once in a request."""
    if not hasattr(request, "portal_standing"):
        request.portal_standing = _read(request.user) if request.user.is_authenticated else Standing()
    return request.portal_standing


def _read(user) -> Standing:
    return Standing(
        organisations=tuple(Organisation.objects.visible_to(user).of(user).only("pk", "name")),
        bodies=tuple(CommissioningBody.objects.visible_to(user).of(user).only("pk", "name")),
        is_staff=user.is_programme_staff,
    )
