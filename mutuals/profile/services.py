"""How the services of an organisation read, and what shows them."""

from django.db.models import Prefetch
from django.urls import reverse

from mutuals.models import ClaimEvidence, Organisation, ServiceClaim

from .shown import Claim, Group, Link


def services(organisation: Organisation, *, verifiable: bool, own: bool, opening: bool) -> tuple[Group, ...]:
    """Claims by group, in the order of the reference data.

    `verifiable`: the viewer may verify them; `own`: belongs to the organisation; `opening`: may open the files.
    """
    files = Prefetch("files", ClaimEvidence.objects.select_related("stored"))
    groups: dict[str, list[Claim]] = {}
    for claim in organisation.service_claims.select_related("service_area__parent").prefetch_related(files):
        area = claim.service_area
        shown = _claim(claim, verifiable=verifiable, own=own, opening=opening)
        groups.setdefault(area.parent.name if area.parent else area.name, []).append(shown)
    return tuple(Group(title, claims=tuple(claims)) for title, claims in groups.items())


def _claim(claim: ServiceClaim, *, verifiable: bool, own: bool, opening: bool) -> Claim:
    contract = f"Contract: {claim.contract}" if claim.contract else ""
    buyer = f", with {claim.contract_buyer}" if contract and claim.contract_buyer else ""
    files = list(claim.files.all())
    opened = (Link(one.stored.name, reverse("claim_evidence_download", args=[one.pk])) for one in files if opening)
    return Claim(
        name=claim.service_area.name,
        evidence=contract + buyer,
        is_verified=claim.verified_at is not None,
        verify_url=reverse("service_claim_verify", args=[claim.pk]) if verifiable and not claim.verified_at else "",
        files=len(files),
        files_url=reverse("claim_evidence_add", args=[claim.pk]) if own else "",
        opened=tuple(opened),
    )
