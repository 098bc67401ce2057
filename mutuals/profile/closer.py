"""What an organisation keeps closer than signed-in organisations: how staff come to read it, and what is logged."""

from dataclasses import dataclass

from django.urls import reverse

from mutuals.models import Organisation, Purpose
from mutuals.viewers import Viewer
from mutuals.visibility import SECTIONS, SECTIONS_BY_KEY, Visibility


@dataclass(frozen=True)
class Closer:
    """For programme staff: how many sections are kept from them, or the purpose for which they read them now."""

    count: int
    purpose: str  # in words; empty: none is declared, or none is live
    url: str  # where to declare one; empty for staff who may not


def restricted(organisation: Organisation, keys) -> tuple[str, ...]:
    """Those of the sections with these keys that are kept from signed-in organisations."""
    return tuple(key for key in keys if getattr(organisation, SECTIONS_BY_KEY[key].column) > Visibility.SIGNED_IN)


def for_staff(organisation: Organisation, viewer: Viewer, user) -> Closer | None:
    """None where nothing is kept closer, or for anybody who is not programme staff."""
    count = len(restricted(organisation, (section.key for section in SECTIONS)))
    if not viewer.is_programme_staff or organisation.pk in viewer.own or not count:
        return None
    may_declare = user.has_perm("mutuals.declare_purpose", organisation)
    purpose = viewer.purposes.get(organisation.pk, "")
    return Closer(
        count=count,
        purpose=Purpose(purpose).label if purpose else "",
        url=reverse("purpose_declare", args=[organisation.pk]) if may_declare else "",
    )
