"""Two organisations side by side, before one is merged into the other."""

from dataclasses import dataclass

from django.db.models import Case, Q, Value, When

from mutuals.duplicates import possible_duplicates
from mutuals.models import ClaimEvidence, Membership, Organisation
from mutuals.visibility import Visibility

SHOWN = 10  # candidates
SECTIONS_COMPARED = ("about", "services", "places")  # of which side_by_side tells something


@dataclass(frozen=True)
class Line:
    """One thing of both: the words for the one that goes and for the one that stays."""

    what: str
    goes: str
    stays: str
    differs: bool = False  # said where both have a value and it is not the same


@dataclass(frozen=True)
class Candidate:
    """An organisation that may be the one that stays, in a list."""

    pk: int
    name: str
    facts: str


def survivor_of(pk: int, *, user) -> Organisation | None:
    """What this organisation was merged into in the end, if it was and the person may see that."""
    survivor, passed = Organisation.objects.filter(merged_from=pk).first(), {pk}
    while survivor is not None and survivor.merged_into_id and survivor.pk not in passed:
        passed.add(survivor.pk)
        survivor = survivor.merged_into
    if survivor is None:
        return None
    return Organisation.objects.visible_to(user).filter(pk=survivor.pk).exclude(pk=pk).first()


def candidates(organisation: Organisation, survivors, words: str) -> list[Candidate]:
    """Those with these words in the name or as a register number; without words those alike: same name or number."""
    twins = possible_duplicates(
        name=organisation.name,
        company_number=organisation.company_number,
        charity_number=organisation.charity_number,
        other_than=organisation.pk,
    )
    alike = Q(pk__in=list(twins.values_list("pk", flat=True)))
    asked = Q(name__icontains=words) | Q(company_number__iexact=words) | Q(charity_number__iexact=words)
    found = survivors.filter(asked if words else alike)
    best = Case(When(alike, then=Value(0)), default=Value(1))
    return [_candidate(one) for one in found.order_by(best, "name", "pk")[:SHOWN]]


def _candidate(organisation: Organisation) -> Candidate:
    """Its numbers and its postcode only where it shows them to signed-in organisations."""
    facts = [organisation.get_kind_display()]
    if organisation.visibility_about <= Visibility.SIGNED_IN:
        facts += [organisation.company_number, organisation.charity_number, organisation.base_postcode]
    return Candidate(organisation.pk, organisation.name, " · ".join(fact for fact in facts if fact))


def side_by_side(organisation: Organisation, into: Organisation) -> dict:
    """What the check page shows: both, compared, and what moves."""
    return {
        "organisation": organisation,
        "into": into,
        "lines": [
            _line("Kind", organisation, into, lambda one: one.get_kind_display()),
            _line("Companies House number", organisation, into, lambda one: one.company_number),
            _line("Charity number", organisation, into, lambda one: one.charity_number),
            _line("Postcode", organisation, into, lambda one: one.base_postcode),
            _line("In the directory", organisation, into, lambda one: "Yes" if one.is_active else "Not admitted yet"),
            _line("Verified as a Mutual", organisation, into, lambda one: "Yes" if one.is_mutual else "No"),
        ],
        "moves": [
            ("People", _people(organisation), _people(into)),
            ("Services", _services(organisation), _services(into)),
            ("Places", _places(organisation), _places(into)),
            ("Evidence files", _files(organisation), _files(into)),
        ],
    }


def _line(what: str, organisation: Organisation, into: Organisation, read) -> Line:
    goes, stays = str(read(organisation) or ""), str(read(into) or "")
    return Line(what, goes, stays, bool(goes and stays and goes != stays))


def _people(organisation: Organisation) -> str:
    held = organisation.memberships.select_related("user").order_by("user__name", "pk")
    return ", ".join(f"{one.user} ({Membership.Role(one.role).label.lower()})" for one in held) or "Nobody"


def _services(organisation: Organisation) -> str:
    names = organisation.service_claims.values_list("service_area__name", flat=True)
    return ", ".join(names) or "None"


def _places(organisation: Organisation) -> str:
    if organisation.is_national:
        return "Anywhere in England"
    return ", ".join(organisation.places.order_by("name").values_list("name", flat=True)) or "None"


def _files(organisation: Organisation) -> str:
    return str(ClaimEvidence.objects.filter(claim__organisation=organisation).count())
