"""Section 33, the organisation's side: whether a body is a qualifying public service mutual, and a consortium of them.

Procurement Act 2023, section 33(4) to (7): https://www.legislation.gov.uk/ukpga/2023/54/section/33. The portal's own
"Mutual" is wider: a Mutual is never called qualifying without these tests.
"""

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from commissioners.choices import Regime
from commissioners.law import sources
from commissioners.law.answers import (
    Answer,
    Verdict,
    all_of,
    answer,
    any_of,
    conclude,
    no,
    not_known,
    reasons,
    risk,
    said,
    yes,
)
from commissioners.law.facts import ACT_IN_FORCE, ListedServices
from commissioners.law.successions import Succession, same_authority
from commissioners.law.terms import first_day, spoken

WINDOW_YEARS = 3
SOURCE = sources.MUTUALS


@dataclass(frozen=True, kw_only=True)
class MutualTests:
    """What an organisation says of itself; None where it has not answered."""

    delivers_public_services: bool | None = None
    mainly_reservable_services: bool | None = None
    is_not_for_profit: bool | None = None
    distributes_only_to_members: bool | None = None
    employees_manage_and_control: bool | None = None


@dataclass(frozen=True, kw_only=True)
class EarlierContract:
    """A contract that the organisation won. The law counts from the day on which it was entered into."""

    authority: Hashable
    authority_name: str
    awarded_on: dt.date | None = None
    entered_on: dt.date | None = None
    is_same_kind_of_services: bool | None = None
    relied_on_section_33: bool | None = None
    regime: Regime = Regime.NOT_KNOWN


@dataclass(frozen=True, kw_only=True)
class Award:
    """The reserved contract that is to be awarded: by whom, and on which day."""

    authority: Hashable
    awarded_on: dt.date | None
    successions: tuple[Succession, ...] = ()


def is_public_service_mutual(tests: MutualTests, reservable: ListedServices | None) -> Answer:
    """The three tests: what it is for, where profit goes, and who manages and controls it.

    Source: Procurement Act 2023, section 33(6).
    """
    parts = [_purpose(tests, reservable), _profit(tests), _control(tests)]
    return conclude(SOURCE, parts, when_yes="All three tests of a public service mutual are met, by its own answers.")


def qualifies(
    tests: MutualTests, earlier: Sequence[EarlierContract] | None, award: Award, reservable: ListedServices | None
) -> Answer:
    """Whether it is a qualifying public service mutual for that award. `earlier` None: it has not said what it won.

    Source: Procurement Act 2023, section 33(5).
    """
    parts = [is_public_service_mutual(tests, reservable), has_no_comparable_contract(earlier, award)]
    return conclude(
        SOURCE, parts, when_yes="It is a qualifying public service mutual for this award, by its own answers."
    )


def has_no_comparable_contract(earlier: Sequence[EarlierContract] | None, award: Award) -> Answer:
    """Whether it entered into no comparable contract in the three years that end with the day of the award.

    Source: Procurement Act 2023, section 33(5) and (7).
    """
    if earlier is None:
        return not_known(SOURCE, "The organisation has not said which reserved contracts it won.")
    found = [bars(contract, award) for contract in earlier]
    verdict = any_of(part.verdict for part in found)
    if verdict == Verdict.NO:
        return answer(
            Verdict.YES, SOURCE, "It entered into no comparable contract in the three years before.", parts=found
        )
    turned = {Verdict.YES: Verdict.NO}.get(verdict, verdict)
    return answer(turned, SOURCE, *reasons(found, verdict), parts=found)


def bars(contract: EarlierContract, award: Award) -> Answer:
    """Whether that earlier contract stands in the way: comparable, and entered into inside the three years.

    A win elsewhere, a win that was not reserved and an award under regulation 77 do not count.
    Source: Procurement Act 2023, section 33(5) and (7).
    """
    parts = [
        _reserved(contract),
        _same_authority(contract, award),
        _same_kind(contract),
        _inside_window(contract, award),
    ]
    verdict = all_of(part.verdict for part in parts)
    if verdict == Verdict.YES:
        line = f"It entered into a comparable contract with {contract.authority_name}, reserved under section 33."
        return answer(verdict, SOURCE, line, *parts[-1].because, parts=parts)
    return answer(verdict, SOURCE, *reasons(parts, verdict), parts=parts)


def consortium_may_bid(members: Mapping[str, Answer]) -> Answer:
    """Whether a consortium may bid for a reserved lot. A member that does not qualify is a risk: flagged, not decided.

    The section speaks of a supplier that is a body, and says nothing of consortia.
    Source: Procurement Act 2023, section 33(4), https://www.legislation.gov.uk/ukpga/2023/54/section/33.
    """
    advice = "Section 33 does not say how a consortium is judged. Ask the buyer before you bid."
    if not members:
        return not_known(SOURCE, "No members are named.")
    unfit = [name for name, part in members.items() if part.verdict in (Verdict.NO, Verdict.RISK)]
    unknown = [name for name, part in members.items() if part.verdict == Verdict.NOT_KNOWN]
    lines = []
    if unfit:
        lines.append(f"Not a qualifying public service mutual, or not surely: {_names(unfit)}.")
    if unknown:
        lines.append(f"Not known to qualify: {_names(unknown)}.")
    if unfit:
        return answer(Verdict.RISK, SOURCE, *lines, advice, parts=members.values())
    if unknown:
        return answer(Verdict.NOT_KNOWN, SOURCE, *lines, advice, parts=members.values())
    return answer(Verdict.YES, SOURCE, "Every member qualifies, by its own answers.", advice, parts=members.values())


def _purpose(tests: MutualTests, reservable: ListedServices | None) -> Answer:
    public = said(
        tests.delivers_public_services,
        SOURCE,
        yes="It operates to deliver public services.",
        no="It does not operate to deliver public services.",
        unknown="It has not said whether it operates to deliver public services.",
    )
    mainly = said(
        tests.mainly_reservable_services,
        SOURCE,
        yes="It operates mainly to deliver one or more reservable light touch services.",
        no="It does not operate mainly to deliver reservable light touch services.",
        unknown="It has not said whether it mainly delivers reservable light touch services.",
    )
    if reservable is None and mainly.is_yes:
        mainly = not_known(SOURCE, "The list of reservable light touch services has not been entered.")
    return conclude(
        SOURCE, [public, mainly], when_yes="It delivers public services, mainly reservable light touch ones."
    )


def _profit(tests: MutualTests) -> Answer:
    values = (tests.is_not_for_profit, tests.distributes_only_to_members)
    if True in values:
        return yes(SOURCE, "It is run not for profit, or distributes profits to its members only.")
    if None in values:
        return not_known(SOURCE, "It has not said whether it is not for profit or distributes profits to members only.")
    return no(SOURCE, "It is neither run not for profit nor distributes profits to its members only.")


def _control(tests: MutualTests) -> Answer:
    return said(
        tests.employees_manage_and_control,
        SOURCE,
        yes="It is under the management and control of its employees.",
        no="It is not under the management and control of its employees.",
        unknown="It has not said whether it is under the management and control of its employees.",
    )


def _reserved(contract: EarlierContract) -> Answer:
    days = [day for day in (contract.awarded_on, contract.entered_on) if day is not None]
    if contract.regime in (Regime.PCR_2015, Regime.PSR):
        return no(SOURCE, "An award under other law (such as regulation 77) was not reserved under section 33.")
    if days and max(days) < ACT_IN_FORCE:
        return no(SOURCE, "It was awarded before section 33 came into force on 24 February 2025.")
    return said(
        contract.relied_on_section_33,
        SOURCE,
        yes="It was awarded in reliance on section 33.",
        no="It was not awarded in reliance on section 33.",
        unknown=f"It is not known whether the contract with {contract.authority_name} was reserved under section 33.",
    )


def _same_authority(contract: EarlierContract, award: Award) -> Answer:
    verdict = same_authority(award.authority, contract.authority, award.successions)
    name = contract.authority_name
    line = {
        Verdict.YES: f"{name} is the same contracting authority, or the one whose legal successor the buyer is.",
        Verdict.NO: f"{name} is another contracting authority.",
    }.get(verdict, f"It is not known whether the buyer is the legal successor of {name}.")
    return answer(verdict, SOURCE, line)


def _same_kind(contract: EarlierContract) -> Answer:
    return said(
        contract.is_same_kind_of_services,
        SOURCE,
        yes="It was for the same kind of services.",
        no="It was for another kind of services.",
        unknown=f"It is not known whether {contract.authority_name} bought the same kind of services.",
    )


def _inside_window(contract: EarlierContract, award: Award) -> Answer:
    """Entered into within the window. An award inside it that may not have been entered into yet is a risk."""
    if award.awarded_on is None:
        return not_known(SOURCE, "The day of the new award is not known, and the three years end with it.")
    start = first_day(award.awarded_on, years=WINDOW_YEARS)
    window = f"The three years run from {spoken(start)} to {spoken(award.awarded_on)}."
    if contract.entered_on is not None:
        inside = start <= contract.entered_on <= award.awarded_on
        entered = f"It was entered into on {spoken(contract.entered_on)}."
        return answer(Verdict.YES if inside else Verdict.NO, SOURCE, entered, window)
    if contract.awarded_on is None or contract.awarded_on < start:
        line = f"The day on which the contract with {contract.authority_name} was entered into is not known."
        return not_known(SOURCE, line, window)
    if contract.awarded_on > award.awarded_on:
        return no(SOURCE, "It was awarded after the new contract.", window)
    line = f"It was awarded on {spoken(contract.awarded_on)}. If it has been entered into, it stands in the way."
    return risk(SOURCE, line, window)


def _names(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
