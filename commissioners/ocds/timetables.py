"""When a procurement happens: deadlines, and the dates of its contracts."""

import datetime as dt
from typing import Any

from . import notices
from .dates import day, moment
from .shapes import as_dict, count, dicts, dig, flag, text

LONGEST_TENDER = 3660  # days; a dynamic market is open for years, anything longer is a slip


def deadlines_of(merged: dict) -> dict:
    """Until when what has to be done; a deadline of an early notice is one for engagement."""
    tender = as_dict(merged.get("tender"))
    is_early = notices.is_planning(merged) and not notices.is_tender(merged)
    return {
        "engagement_deadline": _engagement_deadline(merged, is_early),
        "expected_tender_on": day(dig(tender, "communication", "futureNoticeDate")),
        "enquiry_deadline": moment(dig(tender, "enquiryPeriod", "endDate")),
        "submission_deadline": None if is_early else notices.deadline_of(merged),
        "tender_days": _tender_days(tender),
        "award_expected_on": day(dig(tender, "awardPeriod", "endDate")),
    }


def _tender_days(tender: dict) -> int | None:
    days = count(dig(tender, "tenderPeriod", "durationInDays"))
    return days if days and days <= LONGEST_TENDER else None


def _engagement_deadline(merged: dict, is_early: bool) -> dt.datetime | None:
    milestones = dicts(dig(merged, "planning", "milestones")) + dicts(dig(merged, "tender", "milestones"))
    engagements = [each for each in milestones if text(each.get("type")) == "engagement"]
    ends = [end for each in engagements if (end := moment(each.get("dueDate")))]
    return max(ends, default=None) or (notices.deadline_of(merged) if is_early else None)


def period_of(merged: dict, lots) -> dict:
    """First start, last end and last extension of the contracts."""
    stated = days_of(dig(merged, "tender", "contractPeriod"))
    starts = [lot.starts_on for lot in lots if lot.starts_on]
    ends = [lot.ends_on for lot in lots if lot.ends_on]
    extensions = [lot.may_extend_to for lot in lots if lot.may_extend_to]
    return {
        "starts_on": stated["starts_on"] or min(starts, default=None),
        "ends_on": stated["ends_on"] or max(ends, default=None),
        "may_extend_to": stated["may_extend_to"] or max(extensions, default=None),
    }


def may_be_extended(tender: dict) -> bool | None:
    """Whether any lot may be renewed; no only where every lot says so."""
    said = [flag(lot.get("hasRenewal")) for lot in dicts(tender.get("lots"))]
    if any(said):
        return True
    return False if said and all(each is False for each in said) else None


def days_of(period) -> dict[str, Any]:
    """Start, end and extension of a period; an end before the start is a slip and counts as not given."""
    period = as_dict(period)
    start, end, extension = (day(period.get(field)) for field in ("startDate", "endDate", "maxExtentDate"))
    end = end if not (start and end and end < start) else None
    return {"starts_on": start, "ends_on": end, "may_extend_to": extension}
