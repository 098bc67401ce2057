"""What waits for programme staff in the invented sector: new organisations, and Mutuals to be checked again."""

import datetime as dt

from mutuals.choices import LegalForm
from mutuals.models import Organisation, ThreePartDefinition, VerificationDecision
from mutuals.snapshots import snapshot

DAY = dt.timedelta(days=1)
NEW = 3
KEPT = 500  # decisions that are written: those of a whole world of the usual size
Status = ThreePartDefinition.Status


def write(*, at: dt.datetime) -> None:
    """Let some organisations wait to be admitted and a Mutual to be checked again, and keep what was decided before."""
    answered = ThreePartDefinition.objects.filter(organisation__is_demo=True)
    answered = answered.select_related("organisation__base_authority").order_by("pk")
    decisions = [_decision(definition) for definition in answered.filter(decided_at__isnull=False)[:KEPT]]
    for days, definition in enumerate(answered.filter(status=Status.SUBMITTED)[:NEW], start=2):
        asked = at - days * DAY
        ThreePartDefinition.objects.filter(pk=definition.pk).update(submitted_at=asked)
        Organisation.objects.filter(pk=definition.organisation_id).update(
            created_at=asked, updated_at=asked, admitted_at=None, admission_asked_at=asked
        )
    _check_again(next((one for one in decisions if one.outcome == VerificationDecision.Outcome.AGREED), None), at)
    VerificationDecision.objects.bulk_create(decisions)


def _check_again(decision: VerificationDecision | None, at: dt.datetime) -> None:
    """It has taken another legal form since it was verified."""
    if decision:
        now, before = decision.answers["legal_form"], LegalForm.COMPANY_GUARANTEE.label
        decision.answers["legal_form"] = before if now != before else LegalForm.COMPANY_SHARES.label
        ThreePartDefinition.objects.filter(organisation=decision.organisation).update(
            recheck_since=at - 5 * DAY, recheck_fields=["legal_form"]
        )


def _decision(definition) -> VerificationDecision:
    """What was decided on a definition that has a decision."""
    agreed = definition.status == Status.VERIFIED
    return VerificationDecision(
        organisation=definition.organisation,
        about=VerificationDecision.About.DEFINITION,
        outcome=VerificationDecision.Outcome.AGREED if agreed else VerificationDecision.Outcome.RETURNED,
        reasons=definition.reasons,
        answers=snapshot(definition.organisation, definition),
        decided_at=definition.decided_at,
        decided_by_id=definition.decided_by_id,
    )
