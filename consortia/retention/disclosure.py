"""How long it is kept who agreed to confidentiality, and who released what."""

import datetime as dt

from django.db.models import Q

from consortia.models import AgreementAcceptance, SectionRelease
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.register import Period
from partnerships_portal.accounts.tidying import delete_in_chunks, rule

# What was promised lasts three years from leaving (wording 5.1), and can be relied on in court for six more
SIGNATURES = Period(days=9 * 365, words="9 years after the organisation left the consortium, or that was dissolved")
TAKEN_BACK = Period(
    days=6 * 365, words="6 years after it was taken back, the organisation left the consortium, or that was dissolved"
)


def _ended(before: dt.datetime) -> Q:
    """The membership had ended by then. When a consortium was dissolved is in the audit trail alone."""
    dissolved = AuditEvent.objects.filter(
        action="consortium_dissolved", target_kind="consortia.consortium", at__lte=before
    )
    return Q(member__left_at__lte=before) | Q(member__consortium__in=dissolved.values("target_id"))


@rule("names under confidentiality agreements", SIGNATURES)
def forget_old_signatures(at: dt.datetime) -> int:
    """That the organisation accepted stays, with the date; who did it by name and role is forgotten."""
    old = AgreementAcceptance.objects.filter(_ended(SIGNATURES.before(at)))
    return old.exclude(name="", role="").update(name="", role="")


@rule("sections that were released to partners", TAKEN_BACK)
def delete_old_releases(at: dt.datetime) -> int:
    before = TAKEN_BACK.before(at)
    return delete_in_chunks(SectionRelease.objects.filter(Q(taken_back_at__lte=before) | _ended(before)))
