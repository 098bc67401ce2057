"""An opportunity as its editors see it: section by section, with what is missing."""

from django.db.models import prefetch_related_objects
from django.urls import reverse

from commissioners import plain_words
from commissioners.choices import Source, State
from commissioners.completeness import gaps
from commissioners.details import LOTS_IN_WORDS, facts, law, lot_details
from commissioners.models import Opportunity
from commissioners.timetable.advice import advice_for
from commissioners.timetable.forming import weeks_to_form
from commissioners.timetable.warning import EVIDENCE, warning_of

AMENDABLE = (State.EARLY_ENGAGEMENT, State.OPEN)


def back(opportunity) -> dict:
    """Where the back link of a section leads."""
    if opportunity.source != Source.PORTAL:
        return {"back_url": opportunity.get_absolute_url()}
    name = "opportunity_edit" if opportunity.state == State.DRAFT else "opportunity_amend"
    return {"back_url": reverse(name, args=[opportunity.pk])}


def states_to_publish(opportunity) -> list[State]:
    """Those that it can be published to from where it stands."""
    following = Opportunity.TRANSITIONS.get(opportunity.state, set())
    return [state for state in AMENDABLE if state in following and opportunity.state != State.CLOSED]


def sections(opportunity, *, at) -> dict:
    """The context of the page from which sections are edited, and of the page that publishes."""
    prefetch_related_objects([opportunity], *LOTS_IN_WORDS)
    lots = list(opportunity.lots.all())
    states = states_to_publish(opportunity)
    return {
        "opportunity": opportunity,
        "is_draft": opportunity.state == State.DRAFT,
        "lots": [lot_details(lot, single=len(lots) == 1) for lot in lots],
        "joint_buyers": list(opportunity.joint_buyers.all()),
        "facts": facts(opportunity),
        "law": law(opportunity),
        "openness": plain_words.openness_statements(opportunity),
        "turnover_note": plain_words.turnover_note(opportunity),
        "missing": _common(opportunity, states, at),
        "warning": warning_of(opportunity, at=at, weeks=weeks_to_form()),
        "evidence": EVIDENCE,
        "advice": advice_for(opportunity),
        "back_url": opportunity.get_absolute_url(),
        "back_text": "Back to the opportunity",
    }


def _common(opportunity, states, at) -> list[tuple[str, str]]:
    """What is missing whichever way it is published: (what to do, where)."""
    found = [gaps(opportunity, to=state, at=at) for state in states or [opportunity.state]]
    common = [gap for gap in found[0] if all(gap in others for others in found[1:])]
    return [(gap.text, _place_to_mend(opportunity, gap)) for gap in common]


def _place_to_mend(opportunity, gap) -> str:
    if gap.lot is not None:
        return reverse("lot_edit", args=[opportunity.pk, gap.lot])
    if gap.section == "lots":
        return reverse("lot_create", args=[opportunity.pk])
    if gap.section == "openness":
        return reverse("opportunity_openness_check", args=[opportunity.pk])
    return reverse("opportunity_section", args=[opportunity.pk, gap.section])
