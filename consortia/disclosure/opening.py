"""What organisations have opened to each other in their consortia. The one home of that rule (decision 0140).

A section is open from one organisation to another in a consortium while all of this holds:
  the consortium is not dissolved, both take part in the portal, and both are in it;
  both have accepted the version of the confidentiality agreement that is in force;
  the one has released the section, not taken it back, and the other was in the consortium by then.
Nothing is stored of it, so that whatever ends one of these closes the section in the same moment.
"""

from django.db.models import F, QuerySet

from consortia.models import Consortium, ConsortiumMember, SectionRelease
from consortia.models.disclosure import version_in_force
from mutuals.models import Organisation
from mutuals.viewers import Opening, Released

TO = "member__consortium__members"  # from a release: those to whom it may be open


def released_to(organisation_ids) -> Released:
    """What is open to these organisations: (organisation, key of a section) -> through which consortia. One query.

    Whether the organisation still keeps the section for its partners is for the viewer to ask: see mutuals.viewers.
    """
    found: Released = {}
    ids = list(organisation_ids)
    rows = _open(to=ids).exclude(member__organisation__in=ids)
    rows = rows.order_by("member__consortium__name", "member__consortium", f"{TO}__organisation")
    named = ("member__organisation", "section", "member__consortium", "member__consortium__name")
    for organisation, section, consortium, name, to in rows.values_list(*named, f"{TO}__organisation"):
        opening = Opening(consortium=consortium, name=name, to=to)
        found[organisation, section] = (*found.get((organisation, section), ()), opening)
    return found


def released_by(organisation_id: int) -> dict[int, set[str]]:
    """What the organisation has opened to whom: organisation -> keys of sections. One query."""
    found: dict[int, set[str]] = {}
    rows = _open(member__organisation=organisation_id)
    for to, section in rows.values_list(f"{TO}__organisation", "section"):
        if to != organisation_id:
            found.setdefault(to, set()).add(section)
    return found


def _open(*, to: list[int] | None = None, **also) -> QuerySet:
    """Releases, each once for every organisation that it is open to, of those in `to`; `also` narrows them."""
    active = Organisation.objects.active().values("pk")
    is_open = {
        "member__left_at": None,
        "member__organisation__in": active,
        "member__acceptances__agreement": F("in_force"),
        f"{TO}__left_at": None,
        f"{TO}__joined_at__lte": F("released_at"),
        f"{TO}__acceptances__agreement": F("in_force"),
    }
    is_open[f"{TO}__organisation__in"] = active if to is None else active.filter(pk__in=to)
    standing = SectionRelease.objects.standing().exclude(member__consortium__state=Consortium.State.DISSOLVED)
    return standing.alias(in_force=version_in_force("member__consortium")).filter(**is_open, **also)


def have_accepted(consortium: Consortium) -> bool:
    """Whether every member that takes part has accepted the version in force, so that sections can be released."""
    present = ConsortiumMember.objects.present().filter(
        consortium=consortium, organisation__in=Organisation.objects.active()
    )
    accepted = present.alias(in_force=version_in_force("consortium")).filter(acceptances__agreement=F("in_force"))
    return present.count() == accepted.count() > 1
