"""Section 33, the opportunity's side: whether a contract may be reserved for public service mutuals.

Procurement Act 2023, section 33: https://www.legislation.gov.uk/ukpga/2023/54/section/33. The organisation's side is
in `qualifying`. It is not available under the Provider Selection Regime or the Public Contracts Regulations 2015.
"""

from dataclasses import replace

from commissioners.choices import Route
from commissioners.law import sources
from commissioners.law.answers import Answer, conclude, no, not_known, yes
from commissioners.law.facts import Facts, ListedServices, listing
from commissioners.law.public_contracts import act_applies, is_public_contract
from commissioners.law.sources import Source
from commissioners.law.terms import last_day, spoken

LONGEST_YEARS = 5
OTHER_PROCEDURES = {Route.OPEN, Route.RESTRICTED, Route.DIRECT_AWARD, Route.FRAMEWORK_CALL_OFF, Route.BELOW_THRESHOLD}


def may_be_reserved(
    facts: Facts, *, reservable: ListedServices | None, health_care: ListedServices | None = None
) -> Answer:
    """Whether section 33 lets the buyer reserve it for public service mutuals, by the procedure that it has chosen.

    `reservable`: the services marked R in Schedule 1 of SI 2024/692, None until staff have entered them; `health_care`:
    the services of Schedule 1 of SI 2023/1348. Source: Procurement Act 2023, section 33(1) and (2).
    """
    parts = [*conditions(facts, reservable=reservable, health_care=health_care), by_competitive_flexible(facts.route)]
    return conclude(
        sources.MUTUALS,
        parts,
        when_yes="Every condition of section 33 for the contract is met: it may be reserved for such mutuals.",
    )


def conditions(
    facts: Facts, *, reservable: ListedServices | None, health_care: ListedServices | None = None
) -> list[Answer]:
    """What must be true of the contract, whichever procedure the buyer then chooses.

    Source: Procurement Act 2023, section 33(1).
    """
    return [
        act_applies(facts, health_care),
        is_public_contract(replace(facts, is_light_touch=True)),  # what is not light touch falls at the next
        is_for_reservable_services(facts, reservable),
        has_term_within(facts, years=LONGEST_YEARS, source=sources.MUTUALS),
    ]


def is_for_reservable_services(facts: Facts, reservable: ListedServices | None) -> Answer:
    """Whether the contract is for reservable light touch services: all of its codes are in the list.

    A mixture, or a code that is wider or narrower than a listed one, is not known: a person decides.
    Source: SI 2024/692, regulation 42(2) and Schedule 1, https://www.legislation.gov.uk/uksi/2024/692/schedule/1.
    """
    source = sources.RESERVABLE_SERVICES
    if facts.is_light_touch is False:
        return no(source, "These are not light touch services, and only light touch services are reservable.")
    if reservable is None:
        return not_known(source, "The list of reservable light touch services has not been entered.")
    if facts.began_on is None or not reservable.holds_on(facts.began_on):
        return not_known(source, "It is not known whether the list that was entered holds for the day this began.")
    if not facts.services:
        return not_known(source, "The services are not known by their CPV codes.")
    found = {listing(code, reservable.codes) for code in facts.services}
    if found == {True}:
        return yes(source, "Every service of the contract is in the list of reservable light touch services.")
    if found == {False}:
        return no(source, "None of its services is in the list of reservable light touch services.")
    return not_known(source, "Only some of its services are clearly in the list: decide what the contract is for.")


def by_competitive_flexible(route: Route) -> Answer:
    """Whether the procedure is one that may exclude others: only a competitive flexible procedure may.

    An award by reference to a dynamic market is one too (section 34).
    Source: Procurement Act 2023, section 33(2), https://www.legislation.gov.uk/ukpga/2023/54/section/33.
    """
    if route in (Route.COMPETITIVE_FLEXIBLE, Route.DYNAMIC_MARKET):
        return yes(sources.MUTUALS, "It is awarded by a competitive flexible procedure.")
    if route in OTHER_PROCEDURES or route in (Route.PSR_DIRECT_AWARD, Route.PSR_MOST_SUITABLE, Route.PSR_COMPETITIVE):
        return no(sources.MUTUALS, f"Only a competitive flexible procedure may be reserved, not this: {route.label}.")
    return not_known(sources.MUTUALS, "The procedure is not known. It has to be a competitive flexible procedure.")


def has_term_within(facts: Facts, *, years: int, source: Source) -> Answer:
    """Whether the longest term, with every extension, is so many years or less; both days count.

    Source: the rule given; for section 33(1)(b) https://www.legislation.gov.uk/ukpga/2023/54/section/33.
    """
    if facts.starts_on is None or (facts.ends_on is None and facts.may_extend_to is None):
        return not_known(source, "The first and the last day of the contract are not both known.")
    known_end = max(day for day in (facts.ends_on, facts.may_extend_to) if day is not None)
    limit = last_day(facts.starts_on, years=years)
    if known_end < facts.starts_on:
        return not_known(source, "The contract ends before it starts: check the dates.")
    if known_end > limit:
        return no(source, f"It may last beyond {spoken(limit)}, the last day of {years} years from its start.")
    if facts.may_extend_to is None and facts.may_be_extended is not False:
        return not_known(source, "It is not known until when the contract may be extended.")
    return yes(
        source, f"With every extension it ends by {spoken(limit)}, the last day of {years} years from its start."
    )
