"""Below the thresholds: which notices a buyer owes, and for whom it may reserve.

Procurement Act 2023, sections 84 to 88: https://www.legislation.gov.uk/ukpga/2023/54/part/6.
"""

import datetime as dt
from decimal import Decimal

from commissioners.choices import BodyKind, BuyerClass
from commissioners.law import sources
from commissioners.law.answers import Answer, Verdict, answer, conclude, no, not_known, opposite, said, yes
from commissioners.law.facts import Facts, ListedServices
from commissioners.law.public_contracts import act_applies, is_public_contract
from commissioners.law.thresholds import possible_values

NOTICE_FROM = {BuyerClass.CENTRAL: Decimal(12_000), BuyerClass.SUB_CENTRAL: Decimal(30_000)}
LOCAL_RESERVATION_IN_FORCE = dt.date(2026, 2, 4)
LOCAL_AUTHORITIES = {BodyKind.COUNCIL, BodyKind.COMBINED_AUTHORITY}


def is_below_threshold(facts: Facts, health_care: ListedServices | None = None) -> Answer:
    """Whether it is a contract of Part 6 of the Act: under the Act, and of less than the threshold amount.

    Source: Procurement Act 2023, section 84, https://www.legislation.gov.uk/ukpga/2023/54/section/84.
    """
    public = is_public_contract(facts)
    below = answer(opposite(public.verdict), sources.BELOW_THRESHOLD, *public.because, parts=(public,))
    return conclude(
        sources.BELOW_THRESHOLD,
        [act_applies(facts, health_care), below],
        when_yes="The buyer may award it directly, ask for quotations or run a competition, without a first sift.",
    )


def needs_notices(facts: Facts, health_care: ListedServices | None = None) -> Answer:
    """Whether a below-threshold tender notice (if it is advertised) and a contract details notice are owed.

    From 12,000 pounds with VAT for central government authorities and 30,000 for others; not by schools.
    Source: Procurement Act 2023, sections 84(2) and 87, https://www.legislation.gov.uk/ukpga/2023/54/section/87.
    """
    source = sources.BELOW_THRESHOLD_NOTICES
    return conclude(
        source,
        [is_below_threshold(facts, health_care), _is_no_school(facts), _reaches_notice(facts)],
        when_yes="Advertised, it needs a below-threshold tender notice first; once made, a contract details notice.",
    )


def may_reserve_locally(facts: Facts, health_care: ListedServices | None = None) -> Answer:
    """Whether the buyer may reserve it for suppliers of its area or of the United Kingdom, under the Order of 2026.

    Source: Local Government (Exclusion of Non-commercial Considerations) (England) Order 2026, in force since
    4 February 2026; https://www.gov.uk/government/publications/reserving-competitions-for-below-threshold-contracts.
    """
    source = sources.LOCAL_RESERVATION
    return conclude(
        source,
        [is_below_threshold(facts, health_care), _order_in_force(facts.began_on), _is_under_the_order(facts)],
        when_yes="It may be reserved for suppliers of the buyer's area, or of the United Kingdom: the notice says so.",
    )


def may_reserve_for_small(facts: Facts, health_care: ListedServices | None = None) -> Answer:
    """Whether the buyer may reserve it for small, or voluntary and social, organisations: guidance says so, no section.

    So it is a legal risk, never a plain yes.
    Source: https://www.gov.uk/government/publications/reserving-competitions-for-below-threshold-contracts.
    """
    below = is_below_threshold(facts, health_care)
    if not below.is_yes:
        return answer(below.verdict, sources.SMALL_RESERVATION, *below.because, parts=(below,))
    lines = (
        "Guidance says that a buyer may reserve a contract below the threshold for small and medium-sized "
        "organisations, or for voluntary, community and social enterprises.",
        "That rests on guidance, not on a section of the Act: take advice, and say it in the notice.",
    )
    return answer(Verdict.RISK, sources.SMALL_RESERVATION, *lines, parts=(below,))


def _is_no_school(facts: Facts) -> Answer:
    """Only bodies of education, and those of no stated kind, may be schools."""
    may_be = facts.buyer_kind in (None, BodyKind.EDUCATION, BodyKind.OTHER)
    is_school = facts.is_school if may_be or facts.is_school else False
    return said(
        None if is_school is None else not is_school,
        sources.BELOW_THRESHOLD_NOTICES,
        yes="The buyer is not a school.",
        no="Part 6 of the Act does not hold for schools.",
        unknown="It is not known whether the buyer is a school.",
    )


def _reaches_notice(facts: Facts) -> Answer:
    source = sources.BELOW_THRESHOLD_NOTICES
    amounts = "Notices are owed from £12,000 (central government authorities) or £30,000 (others), with VAT."
    values = possible_values(facts.value_with_vat, facts.value_without_vat)
    classes = tuple(NOTICE_FROM) if facts.buyer_class == BuyerClass.NOT_KNOWN else (facts.buyer_class,)
    found = {value >= NOTICE_FROM[one] for value in values for one in classes}
    if len(found) != 1:
        return not_known(source, "The value with VAT, or the class of the buyer, is not known.", amounts)
    return yes(source, amounts) if found.pop() else no(source, "Its value is less.", amounts)


def _order_in_force(began_on: dt.date | None) -> Answer:
    source = sources.LOCAL_RESERVATION
    if began_on is None:
        return not_known(source, "The day on which the procurement began is not known.")
    if began_on < LOCAL_RESERVATION_IN_FORCE:
        return no(source, "The Order came into force on 4 February 2026.")
    return yes(source, "The Order has been in force since 4 February 2026.")


def _is_under_the_order(facts: Facts) -> Answer:
    """Best value authorities in England and parish councils."""
    source = sources.LOCAL_RESERVATION
    if facts.is_in_england is False:
        return no(source, "The Order holds in England only.")
    if facts.buyer_class == BuyerClass.CENTRAL:
        return no(source, "The Order is not for central government authorities: they have a policy note of their own.")
    if facts.is_best_value_authority is False:
        return no(source, "The Order is for best value authorities and parish councils only.")
    if facts.is_in_england is None:
        return not_known(source, "It is not known whether the buyer is in England.")
    if facts.is_best_value_authority or facts.buyer_kind in LOCAL_AUTHORITIES:
        return yes(source, "The buyer is a council or another best value authority in England.")
    return not_known(source, "It is not known whether the buyer is a best value authority.")
