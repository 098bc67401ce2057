"""Whether the Procurement Act 2023 governs an opportunity, and whether it is a public contract there."""

from commissioners.choices import Regime
from commissioners.law import sources
from commissioners.law.answers import Answer, answer, conclude, no, not_known, yes
from commissioners.law.facts import ACT_IN_FORCE, Facts, ListedServices
from commissioners.law.selection_regime import selection_regime_applies
from commissioners.law.thresholds import is_above_threshold


def act_applies(facts: Facts, health_care: ListedServices | None = None) -> Answer:
    """Whether it is bought under the Procurement Act 2023, and not under the law before it or the health regime.

    Source: SI 2024/716, regulation 5, https://www.legislation.gov.uk/uksi/2024/716/regulation/5, and SI 2024/692,
    regulation 43, https://www.legislation.gov.uk/uksi/2024/692/regulation/43.
    """
    return conclude(
        sources.COMMENCEMENT,
        [_began_under_the_act(facts), _is_not_health_procurement(facts, health_care)],
        when_yes="It began on or after 24 February 2025, and the Provider Selection Regime does not govern it.",
    )


def is_public_contract(facts: Facts) -> Answer:
    """Whether its value makes it a public contract: `is_above_threshold` for these facts.

    Source: Procurement Act 2023, section 3, https://www.legislation.gov.uk/ukpga/2023/54/section/3.
    """
    return is_above_threshold(
        facts.value_with_vat,
        facts.buyer_class,
        facts.is_light_touch,
        facts.began_on,
        value_without_vat=facts.value_without_vat,
    )


def _began_under_the_act(facts: Facts) -> Answer:
    if facts.regime == Regime.PCR_2015:
        return no(sources.COMMENCEMENT, "It is bought under the Public Contracts Regulations 2015.")
    if facts.began_on is None:
        if facts.regime == Regime.PROCUREMENT_ACT:
            return yes(sources.COMMENCEMENT, "The buyer says that the Procurement Act 2023 governs it.")
        return not_known(sources.COMMENCEMENT, "The day on which the procurement began is not known.")
    if facts.began_on < ACT_IN_FORCE:
        return no(sources.COMMENCEMENT, "It began before 24 February 2025, when the Act came into force.")
    return yes(sources.COMMENCEMENT, "It began on or after 24 February 2025.")


def _is_not_health_procurement(facts: Facts, health_care: ListedServices | None) -> Answer:
    if facts.regime == Regime.PSR:
        return no(sources.HEALTH_PROCUREMENT, "It is bought under the Provider Selection Regime, outside the Act.")
    regime = selection_regime_applies(facts, health_care)
    if regime.is_yes:
        return no(sources.HEALTH_PROCUREMENT, "The Provider Selection Regime governs it, outside the Act.")
    if regime.is_no:
        return yes(sources.HEALTH_PROCUREMENT, *regime.because)
    return answer(regime.verdict, sources.HEALTH_PROCUREMENT, *regime.because)
