"""The Provider Selection Regime: whether it governs an opportunity. Which process, see `selection_processes`.

Health Care Services (Provider Selection Regime) Regulations 2023, SI 2023/1348, in force since 1 January 2024, England
only: https://www.legislation.gov.uk/uksi/2023/1348. It has no threshold. Social care stays in the Procurement Act.
"""

import datetime as dt

from commissioners.choices import BodyKind, Regime
from commissioners.law import sources
from commissioners.law.answers import Answer, conclude, no, not_known, risk, said, yes
from commissioners.law.facts import SELECTION_REGIME_IN_FORCE, Facts, ListedServices, listing

AUTHORITIES = {BodyKind.INTEGRATED_CARE_BOARD, BodyKind.NHS_TRUST, BodyKind.COUNCIL, BodyKind.COMBINED_AUTHORITY}
NOT_AUTHORITIES = {BodyKind.POLICE_AND_CRIME_COMMISSIONER, BodyKind.EDUCATION}


def selection_regime_applies(facts: Facts, listed: ListedServices | None) -> Answer:
    """Whether the Provider Selection Regime governs it. `listed`: the CPV codes of its Schedule 1, None if not entered.

    A risk where the buyer names another law and its other answers say that the regime governs.
    Source: SI 2023/1348, regulation 3, https://www.legislation.gov.uk/uksi/2023/1348/regulation/3.
    """
    if facts.regime == Regime.PSR:
        return yes(sources.SCOPE_OF_SELECTION_REGIME, "The buyer says that the Provider Selection Regime governs it.")
    parts = [
        _in_force(facts.began_on),
        _in_england(facts.is_in_england),
        is_relevant_authority(facts.buyer_kind),
        is_relevant_health_care(facts.services, listed, on=facts.began_on, is_health_care=facts.is_health_care),
        _main_subject(facts),
    ]
    found = conclude(
        sources.SCOPE_OF_SELECTION_REGIME,
        parts,
        when_yes="A relevant authority in England buys relevant health care services: the regime holds.",
    )
    return _against_what_is_said(facts.regime, found) if facts.regime else found


def _against_what_is_said(regime: Regime, found: Answer) -> Answer:
    """The buyer names another law: that stands, unless all it says of the services makes them health care."""
    source, name = sources.SCOPE_OF_SELECTION_REGIME, Regime(regime).label
    if found.is_yes:
        lines = (
            f"The buyer says that this law governs it: {name}.",
            "By its other answers this regime does. Check it.",
        )
        return risk(source, *lines)
    return no(source, f"The buyer says that another law governs it: {name}.")


def is_relevant_authority(kind: BodyKind | None) -> Answer:
    """Whether a body of that kind is a relevant authority.

    NHS England is one too: it has no kind of its own here, so other and central bodies are not known.
    Source: National Health Service Act 2006, section 12ZB, as the statutory guidance names them:
    https://www.england.nhs.uk/long-read/the-provider-selection-regime-statutory-guidance/.
    """
    source = sources.RELEVANT_AUTHORITY
    if kind in AUTHORITIES:
        return yes(source, f"A body of this kind ({kind.label.lower()}) is named as a relevant authority.")
    if kind in NOT_AUTHORITIES:
        return no(source, f"A body of this kind ({kind.label.lower()}) is not a relevant authority.")
    return not_known(
        source,
        "Relevant authorities are NHS England, integrated care boards, NHS trusts and foundation trusts, local "
        "authorities and combined authorities. It is not known whether the buyer is one.",
    )


def is_relevant_health_care(
    services: frozenset[str] | None,
    listed: ListedServices | None,
    *,
    on: dt.date | None,
    is_health_care: bool | None = None,
) -> Answer:
    """Whether any of the services is a relevant health care service, by the CPV codes of Schedule 1.

    A code that is wider or narrower than a listed one is not known: the list decides by its own codes. Some entries of
    the list hold only in part: the page says to read the entry. `is_health_care` is the buyer's own answer: what is no
    health care at all is never a relevant health care service.
    Source: SI 2023/1348, Schedule 1, https://www.legislation.gov.uk/uksi/2023/1348/schedule/1.
    """
    source = sources.HEALTH_CARE_SERVICES
    if is_health_care is False:
        return no(source, "None of it is health care. Social care, for one, stays in the Procurement Act.")
    if listed is None or (on is not None and not listed.holds_on(on)):
        return not_known(source, "The list of relevant health care services has not been entered for that day.")
    if not services:
        return not_known(source, "The services are not known by their CPV codes.")
    found = [listing(code, listed.codes) for code in sorted(services)]
    if True in found:
        return yes(source, "A code of it is in the list. Read the entry: some hold only in part.")
    if None in found:
        return not_known(
            source, "A code of this opportunity is wider or narrower than one in the list: name the service."
        )
    return no(source, "None of its codes is in the list. Social care, for one, stays in the Procurement Act.")


def _in_force(began_on: dt.date | None) -> Answer:
    source = sources.SCOPE_OF_SELECTION_REGIME
    if began_on is None:
        return not_known(source, "The day on which the procurement began is not known.")
    if began_on < SELECTION_REGIME_IN_FORCE:
        return no(source, "It began before 1 January 2024, when the regime came into force.")
    return yes(source, "It began on or after 1 January 2024.")


def _in_england(is_in_england: bool | None) -> Answer:
    return said(
        is_in_england,
        sources.SCOPE_OF_SELECTION_REGIME,
        yes="The services are for the health service in England.",
        no="The regulations hold in England only.",
        unknown="It is not known whether the services are for the health service in England.",
    )


def _main_subject(facts: Facts) -> Answer:
    """Mixed contracts go by their main subject and by whether the rest could be bought apart."""
    source = sources.SCOPE_OF_SELECTION_REGIME
    if facts.is_mixed is None:
        return not_known(source, "It is not known whether other goods or services are bought with the health care.")
    if not facts.is_mixed:
        return yes(source, "Nothing else is bought with it.")
    main = said(
        facts.main_subject_is_health_care,
        source,
        yes="The main subject of the contract is health care.",
        no="The main subject of the contract is something else: the Procurement Act governs it.",
        unknown="Mixed contracts go by their main subject, which is not known.",
    )
    apart = said(
        None if facts.could_be_separate is None else not facts.could_be_separate,
        source,
        yes="The rest could not reasonably be supplied under a separate contract.",
        no="The rest could reasonably be supplied apart: the regime does not hold for both together.",
        unknown="It is not known whether the rest could reasonably be supplied under a separate contract.",
    )
    return conclude(
        source, [main, apart], when_yes="Health care is the main subject, and the rest cannot be bought apart."
    )
