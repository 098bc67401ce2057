"""Which process of the Provider Selection Regime may or must be followed, as guided questions.

Health Care Services (Provider Selection Regime) Regulations 2023, regulations 6 to 11:
https://www.legislation.gov.uk/uksi/2023/1348/part/2. Whether the regime governs at all: `selection_regime`.
"""

from dataclasses import dataclass
from enum import StrEnum

from commissioners.law import sources
from commissioners.law.answers import Answer, Verdict, answer, conclude, opposite, said, verdict_of


class Process(StrEnum):
    """The processes, in the order in which an authority considers them."""

    DIRECT_A = "direct_award_a"
    DIRECT_B = "direct_award_b"
    DIRECT_C = "direct_award_c"
    MOST_SUITABLE = "most_suitable"
    COMPETITIVE = "competitive"

    @property
    def label(self) -> str:
        return {
            "direct_award_a": "Direct award process A",
            "direct_award_b": "Direct award process B",
            "direct_award_c": "Direct award process C",
            "most_suitable": "Most suitable provider process",
            "competitive": "Competitive process",
        }[self.value]

    @property
    def has_standstill(self) -> bool:
        """Whether a standstill comes before the contract. Source: SI 2023/1348, regulation 12(1)."""
        return self not in (Process.DIRECT_A, Process.DIRECT_B)


@dataclass(frozen=True, kw_only=True)
class ProcessQuestions:
    """What an authority is asked to find its process; None where it has not answered."""

    is_framework: bool | None = None
    has_existing_provider: bool | None = None
    only_existing_provider_can: bool | None = None
    patients_choose: bool | None = None
    providers_are_unlimited: bool | None = None
    all_who_qualify_get_a_contract: bool | None = None
    providers_can_express_interest: bool | None = None
    replaces_expiring_contract: bool | None = None
    considerable_change: bool | None = None
    provider_satisfies: bool | None = None
    can_identify_most_suitable: bool | None = None


QUESTIONS = {
    "is_framework": "Is this to conclude a framework agreement?",
    "has_existing_provider": "Is there an existing provider of these services?",
    "only_existing_provider_can": "Can only the existing provider provide them, because of what the services are?",
    "patients_choose": "Are patients offered a choice of provider?",
    "providers_are_unlimited": "Is the number of providers left unrestricted?",
    "all_who_qualify_get_a_contract": "Will every provider who meets all requirements be offered a contract?",
    "providers_can_express_interest": "Is there a way for providers to express an interest?",
    "replaces_expiring_contract": "Is an existing contract ending, to be replaced by a new one with the same provider?",
    "considerable_change": "Does the new contract change considerably from the old one (regulation 6)?",
    "provider_satisfies": "Does the provider satisfy the old contract, and is it likely to satisfy the new one?",
    "can_identify_most_suitable": "Can you probably identify the most suitable provider without a competition?",
}


def processes(questions: ProcessQuestions) -> dict[Process, Answer]:
    """Each process with its answer. Yes for A and B means that it must be followed, for the others that it may be.

    A framework is concluded by the competitive process only.
    Source: SI 2023/1348, regulation 6, https://www.legislation.gov.uk/uksi/2023/1348/regulation/6.
    """
    direct_a, direct_b = _direct_a(questions), _direct_b(questions)
    free = _not_bound(direct_a, direct_b)
    return {
        Process.DIRECT_A: direct_a,
        Process.DIRECT_B: direct_b,
        Process.DIRECT_C: _direct_c(questions, free),
        Process.MOST_SUITABLE: _most_suitable(questions, free),
        Process.COMPETITIVE: _competitive(questions, free),
    }


def _direct_a(questions: ProcessQuestions) -> Answer:
    names = ("has_existing_provider", "only_existing_provider_can")
    return _conclude(sources.PROCESS_A, questions, names, when_yes="Direct award process A must be followed.")


def _direct_b(questions: ProcessQuestions) -> Answer:
    names = (
        "patients_choose",
        "providers_are_unlimited",
        "all_who_qualify_get_a_contract",
        "providers_can_express_interest",
    )
    return _conclude(sources.PROCESS_B, questions, names, when_yes="Direct award process B must be followed.")


def _direct_c(questions: ProcessQuestions, free: Answer) -> Answer:
    names = ("replaces_expiring_contract", "provider_satisfies")
    parts = [
        free,
        *_parts(sources.PROCESS_C, questions, names),
        _not(sources.PROCESS_C, questions, "considerable_change"),
    ]
    return conclude(
        sources.PROCESS_C,
        [*parts, _not(sources.PROCESS_C, questions, "is_framework")],
        when_yes="Direct award process C may be followed, with a notice of intention and a standstill.",
    )


def _most_suitable(questions: ProcessQuestions, free: Answer) -> Answer:
    source = sources.MOST_SUITABLE
    return conclude(
        source,
        [
            free,
            *_parts(source, questions, ("can_identify_most_suitable",)),
            _not(source, questions, "is_framework"),
        ],
        when_yes="The most suitable provider process may be followed, with a notice of intention and a standstill.",
    )


def _competitive(questions: ProcessQuestions, free: Answer) -> Answer:
    if questions.is_framework:
        return answer(
            Verdict.YES, sources.COMPETITIVE, "A framework agreement is concluded by the competitive process."
        )
    return conclude(
        sources.COMPETITIVE,
        [free],
        when_yes="The competitive process may always be followed where neither A nor B must be.",
    )


def _not_bound(direct_a: Answer, direct_b: Answer) -> Answer:
    """Free to choose: neither A nor B must be followed."""
    verdict = opposite(_either(direct_a.verdict, direct_b.verdict))
    lines = {
        Verdict.YES: "Neither direct award process A nor B must be followed.",
        Verdict.NO: "Direct award process A or B must be followed instead.",
    }
    line = lines.get(verdict, "It is not known whether direct award process A or B must be followed.")
    return answer(verdict, sources.PROCESSES, line, parts=(direct_a, direct_b))


def _either(first: Verdict, second: Verdict) -> Verdict:
    if Verdict.YES in (first, second):
        return Verdict.YES
    return first if second == Verdict.NO else second


def _conclude(source, questions: ProcessQuestions, names: tuple[str, ...], *, when_yes: str) -> Answer:
    parts = [*_parts(source, questions, names), _not(source, questions, "is_framework")]
    return conclude(source, parts, when_yes=when_yes)


def _parts(source, questions: ProcessQuestions, names: tuple[str, ...]) -> list[Answer]:
    return [_asked(source, name, getattr(questions, name)) for name in names]


def _not(source, questions: ProcessQuestions, name: str) -> Answer:
    """A question to which no is wanted."""
    value = getattr(questions, name)
    verdict = opposite(verdict_of(value))
    return answer(verdict, source, f"{QUESTIONS[name]} {_spoken(value)}")


def _asked(source, name: str, value: bool | None) -> Answer:
    words = {spoken: f"{QUESTIONS[name]} {_spoken(value)}" for spoken in ("yes", "no", "unknown")}
    return said(value, source, **words)


def _spoken(value: bool | None) -> str:
    return "Not answered." if value is None else ("Yes." if value else "No.")
