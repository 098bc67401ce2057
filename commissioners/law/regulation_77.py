"""Regulation 77, which section 33 replaced: contracts reserved under the Public Contracts Regulations 2015.

It still governs what began before 24 February 2025, SI 2024/716, regulation 5. Public Contracts Regulations 2015,
regulation 77: https://www.legislation.gov.uk/uksi/2015/102/regulation/77.
"""

from dataclasses import dataclass

from commissioners.choices import Regime
from commissioners.law import sources
from commissioners.law.answers import Answer, conclude, no, not_known, said, yes
from commissioners.law.facts import ACT_IN_FORCE, Facts, ListedServices, listing
from commissioners.law.reserved import has_term_within

LONGEST_YEARS = 3
SOURCE = sources.REGULATION_77


@dataclass(frozen=True, kw_only=True)
class QualifyingTests:
    """What regulation 77(3) asks of an organisation; None where it is not known."""

    pursues_public_service_mission: bool | None = None
    reinvests_profits: bool | None = None
    is_participatory: bool | None = None
    had_reserved_contract: bool | None = None


def could_be_reserved(facts: Facts, services: ListedServices | None) -> Answer:
    """Whether the contract could be reserved under regulation 77: old law, listed services only, at most three years.

    `services`: the CPV codes of regulation 77(2), None until staff have entered them.
    Source: SI 2015/102, regulation 77(1), (2) and (4).
    """
    parts = [
        _old_law(facts),
        _listed(facts.services, services),
        has_term_within(facts, years=LONGEST_YEARS, source=SOURCE),
    ]
    return conclude(SOURCE, parts, when_yes="Regulation 77 let the buyer reserve this contract.")


def is_qualifying_organisation(tests: QualifyingTests) -> Answer:
    """The four conditions on an organisation: wider than section 33, since users or stakeholders may take part instead.

    Source: SI 2015/102, regulation 77(3).
    """
    had = tests.had_reserved_contract
    parts = [
        _said(tests.pursues_public_service_mission, "It pursues a public service mission linked to these services."),
        _said(tests.reinvests_profits, "Its profits are reinvested to achieve its objective."),
        _said(
            tests.is_participatory,
            "Its management or ownership rests on employee ownership or participatory principles, or on the active "
            "participation of employees, users or stakeholders.",
        ),
        _said(
            None if had is None else not had,
            "The authority awarded it no contract for these services under regulation 77 in the three years before.",
        ),
    ]
    return conclude(SOURCE, parts, when_yes="All four conditions of regulation 77 are met, by its own answers.")


def _old_law(facts: Facts) -> Answer:
    if facts.regime in (Regime.PROCUREMENT_ACT, Regime.PSR):
        return no(SOURCE, "It is bought under other law: regulation 77 holds for the Regulations of 2015 only.")
    if facts.began_on is not None and facts.began_on >= ACT_IN_FORCE and facts.regime != Regime.PCR_2015:
        return no(
            SOURCE, "It began on or after 24 February 2025: section 33 of the Procurement Act has taken its place."
        )
    if facts.regime == Regime.PCR_2015:
        return yes(SOURCE, "It is bought under the Public Contracts Regulations 2015.")
    return not_known(SOURCE, "It is not known whether the Public Contracts Regulations 2015 govern it.")


def _listed(services: frozenset[str] | None, listed: ListedServices | None) -> Answer:
    if listed is None:
        return not_known(SOURCE, "The list of services of regulation 77 has not been entered.")
    if not services:
        return not_known(SOURCE, "The services are not known by their CPV codes.")
    found = {listing(code, listed.codes) for code in services}
    if found == {True}:
        return yes(SOURCE, "Every service of the contract is in the list of regulation 77.")
    if False in found:
        return no(SOURCE, "A service of the contract is not in the list: it had to be for listed services only.")
    return not_known(SOURCE, "A code of the contract is wider or narrower than one in the list: name the service.")


def _said(value: bool | None, claim: str) -> Answer:
    return said(value, SOURCE, yes=claim, no=f"Not met: {claim}", unknown=f"Not answered: {claim}")
