"""A case study as it is begun from a completed case: facts that name nobody, and nothing of what was written there."""

from django.db.models import Q
from django.utils.text import get_text_list

from mutuals.models import Organisation
from support_requests.choices import SupportType
from support_requests.models import KnowledgePage, SupportRequest

FEW = 5  # a region and a size that fewer of its kind share would tell which one it is


def drafted(case: SupportRequest) -> dict:
    """Fields of the draft. Neither messages, notes, outcome nor what was asked are copied: people are named there."""
    package = getattr(case, "package", None)
    lines = list(package.lines.all()) if package else []
    done = [f"{line.get_support_type_display()} ({line.days.normalize():f} days)" for line in lines]
    given = {line.support_type for line in lines} or set(case.support_types)
    types = [value for value in SupportType.values if value in given]
    support = get_text_list([SupportType(value).label.lower() for value in types], "and")
    return {
        "kind": KnowledgePage.Kind.CASE_STUDY,
        "title": f"How support with {support} helped"[:150],
        "summary": f"{_who(case, package)} was supported with {support}."[:400],
        "beginning": f"{_who(case, package)} asked the programme for support.",
        "text": f"The support: {'; '.join(done) or support}.",
        "support_types": types,
        "partnership_models": _model(case, package),
    }


def _who(case: SupportRequest, package) -> str:
    what = "A Mutual" if case.organisation.verified_at else "An organisation"
    if package and package.consortium_id:
        what = "A consortium"
    return what + (_where(case.organisation) if what != "A consortium" else "")


def _where(organisation: Organisation) -> str:
    """Region and size, as far as at least FEW in the directory share them: Mutuals, where it is said to be one."""
    region = organisation.base_authority.region if organisation.base_authority else None
    alike = Q(base_authority__region=region, verified_at__isnull=organisation.verified_at is None)
    said = ""
    if region and _shared(alike):
        said = f" in the region {region.name}"
        if organisation.staff_band is not None and _shared(alike & Q(staff_band=organisation.staff_band)):
            said += f" with {organisation.get_staff_band_display().lower()}"
    return said


def _shared(condition: Q) -> bool:
    return Organisation.objects.active().filter(condition)[:FEW].count() >= FEW


def _model(case: SupportRequest, package) -> list[str]:
    consortium = package.consortium if package else None
    return [consortium.partnership_model] if consortium and consortium.partnership_model else []
