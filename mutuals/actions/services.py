"""What an organisation says that it delivers, and what shows it."""

from django.db import transaction

from mutuals.models import Organisation, ServiceClaim
from partnerships_portal.accounts.audit import record
from partnerships_portal.changes.actions import mark
from partnerships_portal.conflicts.versions import changed_since, versions

from .evidence import forget_files
from .profile import ChangedMeanwhile, finish


@transaction.atomic
def save_services(*, organisation: Organisation, areas, seen: str = "", by, at) -> bool:
    """Claim exactly these service areas; returns whether anything changed.

    A claim that stays keeps its evidence and its verification; one that goes takes them with it.
    `seen` is the `version_of_services` when the person opened them, empty to save regardless.
    Raises ChangedMeanwhile if somebody else changed them since.
    """
    _lock(organisation)
    wanted = {area.pk for area in areas}
    held = set(organisation.service_claims.values_list("service_area_id", flat=True))
    if wanted == held:
        return False
    if changed_since(seen, state_of_services(organisation)):
        raise ChangedMeanwhile
    gone = organisation.service_claims.exclude(service_area__in=wanted)
    forget_files(gone)
    gone.delete()
    ServiceClaim.objects.bulk_create(
        ServiceClaim(organisation=organisation, service_area_id=pk) for pk in sorted(wanted - held)
    )
    finish(organisation, action="services_saved", by=by, at=at, section="services", fields=["service_claims"])
    return True


@transaction.atomic
def save_evidence(*, organisation: Organisation, evidence: dict, seen: str = "", by, at) -> int:
    """Set contract and buyer of claims; `evidence` maps a claim's pk to (contract, buyer). Returns how many changed.

    Staff verified a claim for the evidence that they saw: new evidence is to be verified again. `seen` is the
    `version_of_evidence` when the person opened it, empty to save regardless. Raises ChangedMeanwhile.
    """
    _lock(organisation)
    changed, replaced = [], dict[str, str]()
    for claim in organisation.service_claims.filter(pk__in=evidence):
        contract, buyer = evidence[claim.pk]
        if (claim.contract, claim.contract_buyer) == (contract, buyer):
            continue
        was, wanted = _state_of_claim(claim.pk, claim.contract, claim.contract_buyer), (contract, buyer)
        replaced |= {name: old for (name, old), new in zip(was.items(), wanted, strict=True) if old != new}
        claim.contract, claim.contract_buyer = contract, buyer
        claim.verified_at = claim.verified_by = None
        changed.append(claim)
    if changed_since(seen, replaced):
        raise ChangedMeanwhile
    if changed:
        fields = ["contract", "contract_buyer", "verified_at", "verified_by"]
        ServiceClaim.objects.bulk_update(changed, fields)
        finish(organisation, action="evidence_saved", by=by, at=at, section="services", fields=["contract"])
    return len(changed)


@transaction.atomic
def verify_claim(*, claim: ServiceClaim, by, at) -> bool:
    """Programme staff have seen what shows the claim. A second time changes nothing."""
    verified = ServiceClaim.objects.filter(pk=claim.pk, verified_at=None).update(verified_at=at, verified_by=by)
    if verified:
        record(actor=by, action="service_claim_verified", target=claim, at=at)
        mark(kind="organisation", object_id=claim.organisation_id, at=at)
    return bool(verified)


def version_of_services(organisation: Organisation) -> str:
    """A short text that changes whenever another set of service areas is claimed."""
    return versions(state_of_services(organisation))


def state_of_services(organisation: Organisation) -> dict:
    return {"areas": sorted(organisation.service_claims.values_list("service_area_id", flat=True))}


def version_of_evidence(organisation: Organisation) -> str:
    """A short text that changes whenever a claim comes, goes, or is shown by something else."""
    return versions(state_of_evidence(organisation))


def state_of_evidence(organisation: Organisation) -> dict:
    state: dict = {}
    for claim in organisation.service_claims.values_list("pk", "contract", "contract_buyer"):
        state |= _state_of_claim(*claim)
    return state


def _state_of_claim(pk: int, contract: str, buyer: str) -> dict:
    return {f"contract_{pk}": contract, f"buyer_{pk}": buyer}


def _lock(organisation: Organisation) -> None:
    """One change of an organisation's claims at a time."""
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
