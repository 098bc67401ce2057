"""Who must not advise on a package, and why: said by the adviser or by staff, or found from where they belong."""

from collections.abc import Iterable

from django.db.models import Q

from consortia.models import ConsortiumMember
from consortia.models.control import Rival
from mutuals.models import Membership, Organisation
from partnerships_portal.accounts.models import User
from support_requests.models import Adviser, AdviserConflict, Package

ORG = "organisation"
WITHHELD = "Staff who belong to none of the organisations in this can read why"


def concerned_by(package: Package) -> set[int]:
    """Keys of the organisations that are helped: the one that asks, and for a joint package all present members."""
    concerned = {package.request.organisation_id}
    if package.consortium_id:
        present = ConsortiumMember.objects.present().filter(consortium=package.consortium_id)
        concerned |= set(present.values_list("organisation", flat=True))
    return concerned


def conflicts_with(package: Package, advisers: Iterable[Adviser]) -> dict[int, str]:
    """By key of the adviser, why they must not be asked, for those with a conflict: at most five queries."""
    people = {one.pk: one.person_id for one in advisers}
    concerned = concerned_by(package)
    named = Q(organisation__in=concerned) | Q(organisation__merged_into__in=concerned)  # conflicts follow a merger
    said = AdviserConflict.objects.lasting().filter(named, adviser__in=people)
    found = {one.adviser_id: f"Conflict of interest with {one.organisation}" for one in said.select_related(ORG)}
    held = _memberships(people.values())
    others = _fellows_and_rivals(concerned) if held else set()
    for adviser, person in people.items():
        for organisation in held.get(person, ()):
            if organisation.pk in concerned:
                found.setdefault(adviser, f"Belongs to {organisation}, which is helped here")
            elif organisation.pk in others:
                found.setdefault(adviser, f"Belongs to {organisation}, which has interests of its own in this")
    return found


def conflicts_as_read(package: Package, advisers: Iterable[Adviser], *, reader: User) -> dict[int, str]:
    """The same, for one person to read: whoever belongs to an organisation that is helped, or that has interests of its
    own in this, reads that somebody must not be asked, and of none of them why."""
    found = conflicts_with(package, advisers)
    mine = _memberships([reader.pk]).get(reader.pk, []) if found else []
    if not mine:
        return found
    concerned = concerned_by(package)
    concerned |= _fellows_and_rivals(concerned)
    belongs = any(one.pk in concerned or one.merged_into_id in concerned for one in mine)
    return dict.fromkeys(found, WITHHELD) if belongs else found


def _memberships(people: Iterable[int]) -> dict[int, list[Organisation]]:
    held: dict[int, list[Organisation]] = {}
    rows = Membership.objects.filter(user__in=list(people)).select_related(ORG).order_by("pk")
    for one in rows.defer("organisation__public_search"):
        held.setdefault(one.user_id, []).append(one.organisation)
    return held


def _fellows_and_rivals(concerned: set[int]) -> set[int]:
    """Organisations that are in a consortium with one that is helped, or that one of the two named as a rival."""
    inside = ConsortiumMember.objects.present()
    together = inside.filter(organisation__in=concerned).values("consortium")
    fellows = set(inside.filter(consortium__in=together).values_list("organisation", flat=True))
    named = Rival.objects.filter(Q(organisation__in=concerned) | Q(rival__in=concerned))
    rivals = {key for pair in named.values_list("organisation", "rival") for key in pair}
    return (fellows | rivals) - concerned
