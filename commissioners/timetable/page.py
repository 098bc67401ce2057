"""What pages show of a timetable, read from the database."""

from commissioners.choices import Openness, PartnershipModel

from .forming import weeks_to_form
from .time_left import clock_of, in_a_sentence
from .timeline import timeline


def timetable(opportunity, *, at) -> dict:
    """The timeline and the clock of an opportunity: two queries (awards, weeks)."""
    standstills = opportunity.awards.exclude(standstill_ends_on=None).values_list("standstill_ends_on", flat=True)
    clock = clock_of(opportunity, at=at, weeks=weeks_to_form())
    return {
        "timeline": timeline(opportunity, at=at, standstills=list(standstills)),
        "clock": clock,
        "clock_sentence": in_a_sentence(clock) if clock else "",
        "considered": [PartnershipModel(code) for code in opportunity.models_considered],
        "refuses_consortia": opportunity.openness == Openness.NOT_ACCEPTED,
    }
