"""An opportunity in a few lines, as lists show it."""

from dataclasses import dataclass

from commissioners import plain_words
from commissioners.choices import Openness, Source
from commissioners.models import Opportunity
from commissioners.timetable.forming import weeks_to_form
from commissioners.timetable.time_left import in_short

NAMED = 3  # services or places named before "and 4 more"


@dataclass(frozen=True)
class Summary:
    """What a list shows of an opportunity."""

    opportunity: Opportunity
    state: str
    state_colour: str
    time_left: str
    services: str
    places: str
    facts: list[str]
    time_to_form: str  # "Time left to form: informal, subcontract"


def for_list(opportunities):
    """The same opportunities with what `summary` reads, in a constant number of queries."""
    return (
        opportunities.select_related("body")
        .defer("search")
        .prefetch_related("lots__services", "lots__regions", "lots__places")
    )


def summaries(opportunities, at) -> list[Summary]:
    """A summary of each, with one query more than `for_list` makes."""
    weeks = weeks_to_form()
    return [summary(opportunity, at, weeks) for opportunity in opportunities]


def summary(opportunity, at, weeks) -> Summary:
    """`weeks`: those that each partnership model takes to form."""
    lots = list(opportunity.lots.all())
    services = sorted({service for lot in lots for service in lot.services.all()}, key=lambda area: area.position)
    return Summary(
        opportunity=opportunity,
        state=opportunity.get_state_display(),
        state_colour=plain_words.STATE_COLOURS[opportunity.state],
        time_left=plain_words.time_left(opportunity, at),
        services=shortened([service.name for service in services]),
        places=places_in_words(lots),
        facts=_facts(opportunity, lots),
        time_to_form=in_short(opportunity, at=at, weeks=weeks),
    )


def _facts(opportunity, lots) -> list[str]:
    value = plain_words.value_in_words(opportunity, lots)
    facts = [
        value or "Value not stated",
        f"{len(lots)} lots" if len(lots) > 1 and not value.endswith("lots") else "",
    ]
    if opportunity.openness != Openness.NOT_STATED:
        facts.append(f"Consortia {opportunity.get_openness_display().lower()}")
    if opportunity.considers_smaller_lots:
        facts.append("Smaller lots considered")
    if opportunity.social_value_weight:
        facts.append(f"Social value {plain_words.per_cent(opportunity.social_value_weight)}")
    if opportunity.source != Source.PORTAL:
        facts.append(f"From {opportunity.get_source_display()}")
    return [fact for fact in facts if fact]


def shortened(names: list[str]) -> str:
    """The first few names: "Leeds, York, Hull and 4 more"."""
    if len(names) <= NAMED + 1:
        return ", ".join(names)
    return f"{', '.join(names[:NAMED])} and {len(names) - NAMED} more"


def places_in_words(lots) -> str:
    """Where the lots are: anywhere in England, or regions, then districts. Reads what is prefetched."""
    if any(lot.is_nationwide for lot in lots):
        return "Anywhere in England"
    regions = {region.name for lot in lots for region in lot.regions.all()}
    districts = {district.name for lot in lots for district in lot.places.all()}
    return shortened([*sorted(regions), *sorted(districts)])
