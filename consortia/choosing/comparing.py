"""The models in an order that follows from the answers, with every reason (docs/decisions/0129). Pure."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from commissioners.choices import Openness, PartnershipModel
from commissioners.law.sources import Source
from commissioners.plain_words import day

from . import sources
from .effects import ALLIANCE, INFORMAL, NEW, SUBCONTRACT, VENTURE, Effect, Side, asked_of, effects_of
from .questions import BY_CODE, NOT_KNOWN, QUESTIONS, WEEKS_LEFT


@dataclass(frozen=True)
class Tender:
    """What is known of the opportunity: the commissioner's statement, and until when there is time.

    "" and None: not stated. `deadline_on` is a UK local day.
    """

    openness: str = Openness.NOT_STATED
    models_considered: tuple[str, ...] = ()
    wants_lead: bool | None = None
    wants_joint_liability: bool | None = None
    deadline_on: dt.date | None = None
    days_left: int | None = None
    is_reserved: bool = False  # for public service mutuals

    @property
    def answers(self) -> dict[str, str]:
        """The questions that the commissioner's statement answers."""
        said = {"lead": _yes_no(self.wants_lead), "joint_liability": _yes_no(self.wants_joint_liability)}
        if self.openness:
            said["accepts"] = "no" if self.openness == Openness.NOT_ACCEPTED else "yes"
        return {code: answer for code, answer in said.items() if answer}


@dataclass(frozen=True)
class Reason:
    """One sentence, with the answer that it follows from and where it is written."""

    text: str
    source: Source
    because: str = ""


NAMED = Reason("The commissioner names it among the models that it would consider.", sources.COMMISSIONER)


@dataclass(frozen=True)
class Compared:
    """One model: what speaks for and against it, what is not known, and why it may not be possible here."""

    model: PartnershipModel
    weeks: int
    place: int = 0  # models with equal reasons share one
    obstacles: tuple[Reason, ...] = ()
    reasons_for: tuple[Reason, ...] = ()
    reasons_against: tuple[Reason, ...] = ()
    unknown: tuple[str, ...] = field(default=())

    @property
    def may_not_be_possible(self) -> bool:
        return bool(self.obstacles)

    @property
    def balance(self) -> int:
        """Reasons for less reasons against."""
        return len(self.reasons_for) - len(self.reasons_against)

    @property
    def standing(self) -> tuple:
        """What its place depends on: the smaller the better."""
        return (self.may_not_be_possible, -self.balance, len(self.reasons_against))


def compare(
    answers: Mapping[str, str], *, weeks: Mapping[str, int], tender: Tender | None = None
) -> tuple[Compared, ...]:
    """All seven models in their order. `answers`: question code to the code of an answer, "" or missing for not known.

    `weeks`: usual weeks to set up each model. What the commissioner says of the opportunity goes before what members
    answered. Source of the reasons: the report's advantages and disadvantages, and the law of today.
    """
    tender = tender or Tender()
    known = {**answers, **tender.answers}
    found = [_compared(model, known, weeks[model], tender) for model in PartnershipModel]
    found.sort(key=lambda one: (*one.standing, one.weeks))  # stable: loose before close where nothing else differs
    return tuple(_placed(found))


def _placed(found: list[Compared]):
    place = 0
    for number, one in enumerate(found, start=1):
        if number == 1 or one.standing != found[number - 2].standing:
            place = number
        yield Compared(**{**vars(one), "place": place})


def _compared(model: PartnershipModel, known: Mapping[str, str], weeks: int, tender: Tender) -> Compared:
    effects = [each for code, answer in known.items() if answer for each in effects_of(code, answer)]
    own = [each for each in effects if each.model == model]
    sides = {side: tuple(_reason(each, tender) for each in own if each.side == side) for side in Side}
    named = (NAMED,) if model in tender.models_considered else ()
    return Compared(
        model,
        weeks,
        obstacles=(*_not_accepted(model, known, tender), *_too_late(known, weeks, tender)),
        reasons_for=(*named, *sides[Side.FOR]),
        reasons_against=sides[Side.AGAINST],
        unknown=_unknown(model, known, weeks, tender),
    )


def _reason(effect: Effect, tender: Tender) -> Reason:
    return Reason(effect.text, effect.source, _because(effect.question, effect.answer, tender))


def _because(code: str, answer: str, tender: Tender) -> str:
    question = BY_CODE[code]
    said = f"{question.short}: {question.words_of(answer)}"
    return f"{said}, the commissioner says" if code in tender.answers else said


def _not_accepted(model: PartnershipModel, known: Mapping[str, str], tender: Tender) -> list[Reason]:
    """Why the commissioner would not accept this model."""
    found = []
    if known.get("accepts") == "no" and model in (INFORMAL, VENTURE, ALLIANCE):
        text = "The commissioner does not accept several organisations together: one must bid alone."
        found.append(_said("accepts", "no", text, tender))
    if known.get("lead") == "yes" and model == ALLIANCE:
        text = "The commissioner wants one provider to lead and hold the contract. In an alliance nobody leads."
        found.append(_said("lead", "yes", text, tender))
    if tender.models_considered and model not in tender.models_considered:
        text = "The commissioner names the models that it would consider, and this is not one of them. Ask."
        found.append(Reason(text, sources.COMMISSIONER))
    return found


def _said(code: str, answer: str, text: str, tender: Tender) -> Reason:
    source = sources.COMMISSIONER if code in tender.answers else sources.REPORT
    return Reason(text, source, _because(code, answer, tender))


def _too_late(known: Mapping[str, str], weeks: int, tender: Tender) -> list[Reason]:
    """Why there is not time enough for a model that takes so many weeks."""
    needs = f"It usually takes about {_weeks(weeks)} to set up"
    if tender.days_left is not None:
        if weeks * 7 <= tender.days_left:
            return []
        until = f" until {day(tender.deadline_on)}" if tender.deadline_on else ""
        text = f"{needs}, and {_days(tender.days_left)} are left{until}. Ask whether it may be set up later."
        return [Reason(text, sources.WEEKS)]
    left = known.get(WEEKS_LEFT.code, NOT_KNOWN)
    if not left or weeks <= int(left):
        return []
    text = f"{needs}, and you have {_weeks(int(left))}. Ask whether it may be set up later."
    return [Reason(text, sources.WEEKS, f"{WEEKS_LEFT.short}: {left}")]


def _unknown(model: PartnershipModel, known: Mapping[str, str], weeks: int, tender: Tender) -> tuple[str, ...]:
    """What nobody has said and would speak for or against this model, and what only a lawyer or the buyer knows."""
    asked = asked_of(model) | {"accepts"} | ({"lead"} if model == ALLIANCE else set())
    said = [each.label for each in QUESTIONS if each.code in asked and not known.get(each.code)]
    if tender.days_left is None and not known.get(WEEKS_LEFT.code):
        said.append(f"Is there time enough? It usually takes about {_weeks(weeks)} to set up.")
    if known.get("accepts") == "no" and model in (SUBCONTRACT, *NEW):
        said.append("It would bid as one organisation. Will the commissioner accept that? Ask.")
    if known.get("lead") == "yes" and model in (VENTURE, *NEW):
        said.append("Would it do as the one provider that leads and holds the contract? Ask the commissioner.")
    if tender.is_reserved:
        who = "the new organisation" if model in NEW else "each of you"
        said.append(f"It is reserved for public service mutuals: does {who} qualify? That is for a lawyer to say.")
    return tuple(said)


def _weeks(number: int) -> str:
    return f"{number} week{'' if number == 1 else 's'}"


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"


def _yes_no(value: bool | None) -> str:
    return NOT_KNOWN if value is None else "yes" if value else "no"
