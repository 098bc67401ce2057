"""Before the tender: what engagement is for, which notice belongs to which step, and the shortest periods.

Procurement Act 2023, sections 15, 16 and 54: https://www.legislation.gov.uk/ukpga/2023/54/part/3/chapter/1.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from commissioners.law import sources
from commissioners.law.answers import Answer, no, not_known, said, yes
from commissioners.law.terms import months_later, spoken

# Section 16(1)(a) to (f), https://www.legislation.gov.uk/ukpga/2023/54/section/16
PURPOSES = {
    "a": "developing the authority's requirements and its approach to the procurement",
    "b": "designing a procedure, conditions of participation or award criteria",
    "c": "preparing the tender notice and the tender documents",
    "d": "identifying suppliers that may be able to supply what is required",
    "e": "identifying likely contractual terms",
    "f": "building capacity among suppliers for the contract",
}
# Section 16(3)
FAIRNESS = (
    "The authority must take steps so that no supplier who takes part is put at an unfair advantage, and competition "
    "is not otherwise distorted."
)
SHORTEST_NOTICE_DAYS = 40
LONGEST_NOTICE_MONTHS = 12


class Step(StrEnum):
    """The steps of a procurement, in order."""

    EARLY_ENGAGEMENT = "early_engagement"
    TENDER = "tender"
    DIRECT_AWARD = "direct_award"
    AWARD = "award"
    DELIVERY = "delivery"
    END = "end"
    DYNAMIC_MARKET = "dynamic_market"


@dataclass(frozen=True)
class Notice:
    """A notice of the Act: its number on Find a Tender, its name, its step."""

    code: str
    name: str
    step: Step


# sources.NOTICES
NOTICES = (
    Notice("UK1", "pipeline notice", Step.EARLY_ENGAGEMENT),
    Notice("UK2", "preliminary market engagement notice", Step.EARLY_ENGAGEMENT),
    Notice("UK3", "planned procurement notice", Step.EARLY_ENGAGEMENT),
    Notice("UK4", "tender notice", Step.TENDER),
    Notice("UK5", "transparency notice", Step.DIRECT_AWARD),
    Notice("UK6", "contract award notice", Step.AWARD),
    Notice("UK7", "contract details notice", Step.AWARD),
    Notice("UK8", "contract payment notice", Step.DELIVERY),
    Notice("UK9", "contract performance notice", Step.DELIVERY),
    Notice("UK10", "contract change notice", Step.DELIVERY),
    Notice("UK11", "contract termination notice", Step.END),
    Notice("UK12", "procurement termination notice", Step.END),
    Notice("UK13", "dynamic market notice of intention", Step.DYNAMIC_MARKET),
    Notice("UK14", "dynamic market establishment notice", Step.DYNAMIC_MARKET),
    Notice("UK15", "dynamic market modification notice", Step.DYNAMIC_MARKET),
    Notice("UK16", "dynamic market cessation notice", Step.DYNAMIC_MARKET),
    Notice("UK17", "payments compliance notice", Step.DELIVERY),
)


@dataclass(frozen=True)
class Period:
    """The shortest period in days, counted from the day after the notice; None where it is not stated here."""

    days: int | None
    answer: Answer


def may_engage(*, has_tender_notice: bool | None) -> Answer:
    """Whether the buyer may engage with the market now: before the tender notice, for the purposes of section 16.

    Source: Procurement Act 2023, section 16, https://www.legislation.gov.uk/ukpga/2023/54/section/16.
    """
    return said(
        None if has_tender_notice is None else not has_tender_notice,
        sources.MARKET_ENGAGEMENT,
        yes=f"Before the tender notice a buyer may engage for {'; '.join(PURPOSES.values())}. {FAIRNESS}",
        no="The tender notice has been published: preliminary market engagement comes before it.",
        unknown="It is not known whether the tender notice has been published.",
    )


def notices_of(step: Step) -> tuple[Notice, ...]:
    """The notices of a step. Source: https://www.find-tender.service.gov.uk/Home/NoticeTypes."""
    return tuple(notice for notice in NOTICES if notice.step == step)


def planned_notice_window(tender_on: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day on which a planned procurement notice (UK3) qualifies, for a tender on that day.

    Source: Procurement Act 2023, section 15(3), https://www.legislation.gov.uk/ukpga/2023/54/section/15.
    """
    return months_later(tender_on, -LONGEST_NOTICE_MONTHS), tender_on - dt.timedelta(days=SHORTEST_NOTICE_DAYS)


def is_qualifying_notice(notice_on: dt.date | None, tender_on: dt.date | None) -> Answer:
    """Whether a planned procurement notice qualifies: 40 days to 12 months before the tender notice, both included.

    Source: Procurement Act 2023, section 15(3), https://www.legislation.gov.uk/ukpga/2023/54/section/15.
    """
    source = sources.PLANNED_NOTICE
    if notice_on is None or tender_on is None:
        return not_known(
            source, "The days of the planned procurement notice and of the tender notice are not both known."
        )
    first, last = planned_notice_window(tender_on)
    window = f"For a tender on {spoken(tender_on)} it has to be published from {spoken(first)} to {spoken(last)}."
    if notice_on < first:
        return no(source, "It was published more than 12 months before.", window)
    if notice_on > last:
        return no(source, "It was published less than 40 days before.", window)
    return yes(source, window, "It may shorten the tendering period (section 54(4)).")


def shortest_tendering_period(
    *,
    is_light_touch: bool | None,
    has_qualifying_notice: bool | None,
    is_electronic: bool | None,
    has_all_documents: bool | None,
) -> Period:
    """The shortest tendering period of a public contract: stated only for the cases that Find a Tender states.

    10 days after a qualifying planned procurement notice; 25 days where tenders may come electronically and all
    documents are there with the notice. Other cases (light touch, urgency, documents that come later) are left to
    section 54 itself. Source: Procurement Act 2023, section 54, https://www.legislation.gov.uk/ukpga/2023/54/section/54.
    """
    source = sources.TIME_LIMITS
    if is_light_touch is not False:
        return Period(None, not_known(source, "Not stated here for light touch services: read section 54."))
    if has_qualifying_notice:
        return Period(10, yes(source, "10 days, after a qualifying planned procurement notice."))
    if is_electronic is None or has_all_documents is None or has_qualifying_notice is None:
        return Period(None, not_known(source, "Not all that the period depends on is known."))
    if is_electronic and has_all_documents:
        return Period(
            25, yes(source, "25 days: tenders may come electronically, and all documents are with the notice.")
        )
    return Period(
        None,
        not_known(
            source, "Not stated here for documents that come later or tenders that are not electronic: read section 54."
        ),
    )
