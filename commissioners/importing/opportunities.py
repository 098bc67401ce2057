"""Imported opportunities, written for many procurements at once. What a person changed is left alone (values.py)."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from commissioners import search
from commissioners.choices import State
from commissioners.models import Opportunity
from partnerships_portal.accounts.audit import record_all
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.changes import actions as changes

from . import news
from .bodies import Bodies
from .groups import Group
from .lots import Codes, LotChanges
from .values import apply, plain

FIELDS = (
    *("title", "description", "reference", "source", "notice_url", "published_at"),
    *("route", "regime", "is_light_touch", "is_above_threshold", "reserved_for"),
    *("cpv_codes", "suits_small", "suits_voluntary", "value", "value_with_vat"),
    *("engagement_deadline", "expected_tender_on", "enquiry_deadline", "submission_deadline"),
    *("tender_days", "award_expected_on", "starts_on", "ends_on", "may_be_extended", "may_extend_to"),
    *("social_value_weight", "outside_public_services", "outside_england"),
)
# only where the publisher says them in our extension; otherwise they are the buyer's to add
STATEMENT = (
    *("openness", "models_considered", "wants_lead_provider", "wants_joint_liability", "openness_note"),
    *("considers_smaller_lots", "minimum_turnover", "minimum_insurance"),
    *("infrastructure_asked", "social_value_questions"),
)
KEPT_BY_IMPORT = ("state", "imported", "updated_at", "version")
JOINT = Opportunity.joint_buyers.through


@dataclass
class Planned:
    """One opportunity and what is new about it."""

    opportunity: Opportunity
    is_new: bool
    changed: list[str]
    joint: set[int] | None  # joint buyers to write, or None to leave them
    remembers: bool = True  # what is remembered as written differs from before


def write(groups: list[Group], *, bodies: Bodies, codes: Codes, at: dt.datetime) -> dict[tuple[str, int], Opportunity]:
    """Create or update the opportunity of each group; returns all of them by ocid and body.

    In the caller's transaction, which holds them until it ends: search words, audit events and marks for matching
    included.
    """
    held = Opportunity.objects.select_for_update(of=("self",)).order_by("pk").defer("search")
    existing = {(each.ocid, each.body_id): each for each in held.filter(ocid__in={group.ocid for group in groups})}
    lots = LotChanges.of([each.pk for each in existing.values()], codes)
    joint = _joint([each.pk for each in existing.values()])
    planned = [_plan(group, existing.get(group.key), lots, joint, bodies, at) for group in groups]
    _save(planned, lots, at)
    return {(each.opportunity.ocid, each.opportunity.body_id): each.opportunity for each in planned}


def _plan(group: Group, opportunity: Opportunity | None, lots: LotChanges, joint, bodies: Bodies, at) -> Planned:
    is_new = opportunity is None
    if opportunity is None:
        opportunity = Opportunity(body_id=group.key[1], ocid=group.ocid, created_at=at, state=group.mapped.state)
    before = {} if is_new else opportunity.imported
    wanted = _wanted(group, at)
    changed = apply(opportunity, wanted, before) + _move(opportunity, group.mapped.state, before, is_new)
    buyers = {bodies.find_or_create(each, at=at) for each in group.mapped.joint_buyers} - {group.body_id}
    current = plain(joint[opportunity.pk])
    to_write = buyers if current == before.get("joint_buyers", current) and current != plain(buyers) else None
    if to_write is not None:
        changed.append("joint_buyers")
    lots_changed, written = lots.plan(opportunity, group.mapped.lots, before.get("lots", {}))
    if lots_changed:
        changed.append("lots")
    remembered = {name: plain(value) for name, value in wanted.items()}
    remembered |= {"state": plain(group.mapped.state), "joint_buyers": plain(buyers), "lots": written}
    remembered["reasons"] = list(group.mapped.reasons)
    remembers, opportunity.imported = remembered != before, remembered
    return Planned(opportunity, is_new, changed, to_write, remembers)


def _wanted(group: Group, at: dt.datetime) -> dict:
    wanted = {name: getattr(group.mapped, name) for name in FIELDS}
    wanted["reserved_for"] = list(wanted["reserved_for"])
    wanted["published_at"] = wanted["published_at"] or at
    return wanted | (group.mapped.statement or {})


def _move(opportunity: Opportunity, state: str, before: dict, is_new: bool) -> list[str]:
    """Take over the state of the notices, unless a person moved it. That a deadline closed it is no person's doing."""
    untouched = opportunity.state == before.get("state", opportunity.state)
    closed_in_time = before.get("state") == State.OPEN and opportunity.state == State.CLOSED
    if is_new or opportunity.state == state or not (untouched or closed_in_time):
        return []
    opportunity.state = state
    return ["state"]


def _save(planned: list[Planned], lots: LotChanges, at: dt.datetime) -> None:
    new = [each.opportunity for each in planned if each.is_new]
    changed = [each for each in planned if each.changed and not each.is_new]
    for each in planned:
        if each.is_new or each.changed:
            each.opportunity.updated_at = at
    for each in changed:
        each.opportunity.version += 1
    Opportunity.objects.bulk_create(new, batch_size=500)
    old = [each.opportunity for each in planned if not each.is_new and (each.changed or each.remembers)]
    Opportunity.objects.bulk_update(old, [*FIELDS, *STATEMENT, *KEPT_BY_IMPORT], batch_size=200)
    lots.write()
    _save_joint([each for each in planned if each.joint is not None])
    touched = [each for each in planned if each.is_new or each.changed]
    ids = [each.opportunity.pk for each in touched]
    if ids:
        search.refresh(ids)
        _record(touched, at)
        changes.mark_many(kind="opportunity", object_ids=ids, at=at)
        news.tell([(each.opportunity, each.changed) for each in changed], at)


def _record(touched: list[Planned], at: dt.datetime) -> None:
    """One audit event for each opportunity, all together."""
    record_all(
        [
            AuditEvent(
                at=at,
                actor=None,
                action="opportunity_imported" if each.is_new else "opportunity_updated_from_notice",
                target_kind=Opportunity._meta.label_lower,
                target_id=each.opportunity.pk,
                details={} if each.is_new else {"fields": each.changed},
            )
            for each in touched
        ]
    )


def _joint(opportunity_ids: list[int]) -> dict[int | None, set[int]]:
    found: dict[int | None, set[int]] = defaultdict(set)
    for link in JOINT.objects.filter(opportunity__in=opportunity_ids):
        found[link.opportunity_id].add(link.commissioningbody_id)
    return found


def _save_joint(planned: list[Planned]) -> None:
    JOINT.objects.filter(opportunity__in=[each.opportunity.pk for each in planned if not each.is_new]).delete()
    JOINT.objects.bulk_create(
        JOINT(opportunity_id=each.opportunity.pk, commissioningbody_id=body)
        for each in planned
        for body in sorted(each.joint or ())
    )
