"""What kind of notice a release is, where it can be read, and where the procurement stands."""

import datetime as dt
import re

from commissioners.choices import Source, State

from .dates import day, moment
from .shapes import as_dict, as_list, dicts, dig, text

PUBLISHERS = {"ocds-h6vhtk": Source.FIND_A_TENDER, "ocds-b5fd17": Source.CONTRACTS_FINDER}
PLANNING = {"UK1", "UK2", "UK3"}
TENDER = {"UK4", "UK12", "UK13", "UK14"}
INTENDED = {"UK5"}  # a direct award that is intended, not yet a win
NOTICE_TYPE = re.compile(r"[A-Z]{1,6}\d{0,3}", re.IGNORECASE)  # UK4, F02, PSR ...
ENDED = {"cancelled", "withdrawn", "unsuccessful"}
PLANNED = {"planned", "planning"}


def source_of(ocid: str) -> str:
    """The publisher, by the prefix of the ocid."""
    return PUBLISHERS.get(ocid[:11].lower(), Source.OTHER_OCDS)


def documents_of(release: dict) -> list[dict]:
    """The documents of every section."""
    sections = [as_dict(release.get("planning")), as_dict(release.get("tender"))]
    sections += dicts(release.get("awards")) + dicts(release.get("contracts"))
    return [document for section in sections for document in dicts(section.get("documents"))]


def notice_type(release: dict) -> str:
    """The type of the notice itself, such as UK4; "" where it has none. The newest counts where several are merged."""
    return text(_notice_document(release).get("noticeType")).upper()


def release_id(release: dict) -> str:
    """The id of the release; some lack it, then that of the document that is the notice."""
    return text(release.get("id"), 200) or text(_notice_document(release).get("id"), 200)


def _notice_document(release: dict) -> dict:
    typed = [each for each in documents_of(release) if NOTICE_TYPE.fullmatch(text(each.get("noticeType")))]
    own = [each for each in typed if text(each.get("id")) == text(release.get("id"))]
    return max(own or typed, key=lambda each: text(each.get("datePublished")), default={})


def notice_url(release: dict) -> str:
    """The web page of the notice on its publisher's site; "" where none is given."""
    pages = [each for each in documents_of(release) if _is_notice_page(text(each.get("url")))]
    own = [each for each in pages if text(each.get("id")) == text(release.get("id"))]
    newest = max(own or pages, key=lambda each: text(each.get("datePublished")), default={})
    return text(newest.get("url"))


def _is_notice_page(url: str) -> bool:
    return bool(re.match(r"https?://[\w.-]+\.gov\.uk/notice/(?!attachment)", url, re.IGNORECASE)) and len(url) <= 500


def tags_of(release: dict) -> list[str]:
    """The tags, as a list of text."""
    return [tag for tag in (text(each, 40) for each in as_list(release.get("tag"))) if tag]


def is_planning(release: dict) -> bool:
    """Whether the release announces something that will or may be bought."""
    return notice_type(release) in PLANNING or any(tag.startswith("planning") for tag in tags_of(release))


def is_tender(release: dict) -> bool:
    """Whether the release is about a competition: its opening, a change to it or its end."""
    if notice_type(release) in TENDER or any(tag.startswith("tender") for tag in tags_of(release)):
        return True
    return not tags_of(release) and not is_award(release) and bool(as_dict(release.get("tender")))


def is_announced(release: dict) -> bool:
    """Whether the release makes an opportunity, and not only history, of its procurement."""
    return is_planning(release) or is_tender(release)


def is_intended(release: dict) -> bool:
    """Whether the release only says that a direct award is intended."""
    return notice_type(release) in INTENDED


def is_award(release: dict) -> bool:
    """Whether the release says who won."""
    if is_intended(release):
        return False
    return any(not is_skeleton(award) for award in dicts(release.get("awards"))) or bool(
        dicts(release.get("contracts"))
    )


def is_skeleton(award: dict) -> bool:
    """Whether an award says nothing of its own: changes to dynamic markets list such awards by the dozen."""
    return not any(
        award.get(field) for field in ("suppliers", "value", "status", "date", "title", "relatedLots", "items")
    )


def state_of(merged: dict, *, at: dt.datetime) -> str:
    """Where the procurement stands at `at`, from everything that its notices say.

    A dynamic market or framework that is still open for joining stays open although awards
    are published under it.
    """
    status = text(dig(merged, "tender", "status")).lower()
    tags = tags_of(merged)
    if _is_won(merged):
        deadline = deadline_of(merged)
        return State.OPEN if status == "active" and deadline and deadline > at else State.AWARDED
    if status in ENDED or "tenderCancellation" in tags or _all_awards_failed(merged):
        return State.CANCELLED
    if status in PLANNED or (is_planning(merged) and not is_tender(merged)):
        return _past_start(merged, at, State.CLOSED if status == "complete" else State.EARLY_ENGAGEMENT)
    deadline = deadline_of(merged)
    if status == "complete" or (deadline and deadline <= at):
        return State.CLOSED
    return State.OPEN if deadline else _past_start(merged, at, State.OPEN)


def deadline_of(merged: dict) -> dt.datetime | None:
    """When tenders, or requests to take part, have to be in."""
    tender = as_dict(merged.get("tender"))
    return moment(dig(tender, "tenderPeriod", "endDate")) or moment(tender.get("expressionOfInterestDeadline"))


def start_of(merged: dict) -> dt.date | None:
    """The day on which the first contract is to start."""
    tender = as_dict(merged.get("tender"))
    periods = [tender.get("contractPeriod"), *(lot.get("contractPeriod") for lot in dicts(tender.get("lots")))]
    starts = [start for start in (day(dig(period, "startDate")) for period in periods) if start]
    return min(starts, default=None)


def _past_start(merged: dict, at: dt.datetime, state: str) -> str:
    """Without a deadline, a contract whose start has passed is no longer there to be won."""
    start = start_of(merged)
    return State.CLOSED if start and start < at.date() else state


def _is_won(merged: dict) -> bool:
    awards = [award for award in dicts(merged.get("awards")) if not is_skeleton(award)]
    if any(text(award.get("status")).lower() in ("active", "pending", "") for award in awards):
        return not (is_intended(merged) and not dicts(merged.get("contracts")))
    return not awards and bool(dicts(merged.get("contracts")))


def _all_awards_failed(merged: dict) -> bool:
    awards = dicts(merged.get("awards"))
    return bool(awards) and all(text(award.get("status")).lower() in ENDED for award in awards)
