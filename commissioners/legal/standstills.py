"""The standstill of an award: from which day to which day its contract may not yet be signed."""

import datetime as dt

from commissioners.choices import Regime, Route
from commissioners.law import sources
from commissioners.law.answers import Answer, Verdict, no, not_known
from commissioners.law.public_contracts import act_applies, is_public_contract
from commissioners.law.selection_processes import Process, processes
from commissioners.law.standstills import Standstill, act_standstill, selection_standstill
from commissioners.models import Opportunity, RouteQuestions

from .facts import facts_of, process_questions_of, questions_of
from .lists import entered_lists
from .working_days import is_working_day

PROCESSES = {Route.PSR_MOST_SUITABLE: Process.MOST_SUITABLE, Route.PSR_COMPETITIVE: Process.COMPETITIVE}
DIRECT = (Process.DIRECT_A, Process.DIRECT_B, Process.DIRECT_C)


def standstill_of(opportunity: Opportunity, published_on: dt.date | None) -> Standstill:
    """The standstill of an award of `opportunity` that is announced on that day (UK local day; None: not yet).

    `begins_on` and `ends_on` are inclusive days, both None where there is none or it is not known; `answer` says why,
    by which rule. Working days are those of England. A constant number of queries.
    """
    questions = questions_of(opportunity)
    facts = facts_of(opportunity, questions)
    if facts.regime == Regime.PSR:
        return selection_standstill(_process(facts.route, questions), published_on, is_working_day)
    if facts.regime == Regime.PCR_2015:
        return _none(not_known(sources.STANDSTILL, "The portal does not count the standstill of the law before it."))
    applies = act_applies(facts, entered_lists(facts.began_on).health_care)
    if facts.regime != Regime.PROCUREMENT_ACT and not applies.is_yes:
        line = "It is not known under which law it is bought. Say so in “Law and route”."
        return _none(not_known(sources.STANDSTILL, line))
    if facts.route == Route.BELOW_THRESHOLD or is_public_contract(facts).is_no:
        return _none(no(sources.STANDSTILL, "Below the threshold the Act asks for no standstill."))
    return act_standstill(published_on, is_working_day, is_light_touch=facts.is_light_touch, route=facts.route)


def _none(answer: Answer) -> Standstill:
    return Standstill(None, None, answer)


def _process(route: Route, questions: RouteQuestions | None) -> Process | None:
    """The process that the route names; which of the direct awards it is, only the buyer's answers say."""
    if route != Route.PSR_DIRECT_AWARD:
        return PROCESSES.get(route)
    found = processes(process_questions_of(questions))
    fitting = [process for process in DIRECT if found[process].verdict == Verdict.YES]
    return fitting[0] if len(fitting) == 1 else None
