"""How each section of a profile reads. Each function is called for viewers of that section only."""

from django.utils.formats import date_format, number_format

from mutuals.choices import OrganisationValue
from mutuals.models import Organisation, SocialOutcome
from partnerships_portal.reference.models import LocalAuthority, Region

from .shown import Group, Row


def about(organisation: Organisation) -> tuple[Row, ...]:
    authority, postcode = organisation.base_authority, organisation.base_postcode
    base = f"{authority} ({postcode})" if authority and postcode else str(authority or postcode)
    return (
        Row("What it does", organisation.summary),
        Row("Legal form", organisation.get_legal_form_display()),
        Row("Website", organisation.website, is_link=True),
        Row("Based in", base),
        Row("Founded", _date(organisation.founded_on)),
        _left(organisation),
        Row("Companies House number", organisation.company_number),
        Row("Charity number", organisation.charity_number),
    )


def places(organisation: Organisation) -> tuple[Group, ...]:
    """Districts by region; "all of it" where none is missing."""
    if organisation.is_national:
        return (Group("Anywhere in England", words=organisation.national_evidence),)
    chosen: dict[int, list[str]] = {}
    for name, region in organisation.places.values_list("name", "region"):
        chosen.setdefault(region, []).append(name)
    every: dict[int, int] = {}
    for region in LocalAuthority.objects.filter(region__in=chosen).values_list("region", flat=True):
        every[region] = every.get(region, 0) + 1
    return tuple(
        Group(region.name, words=_districts(region, chosen[region.pk], every[region.pk]))
        for region in Region.objects.filter(pk__in=chosen)
    )


def size(organisation: Organisation) -> tuple[Row, ...]:
    return (
        Row("Turnover a year", _label(organisation, "turnover_band")),
        Row("Staff", _label(organisation, "staff_band")),
    )


def finances(organisation: Organisation) -> tuple[Row, ...]:
    turnover = organisation.turnover
    return (
        Row("Turnover a year, exact", f"£{_number(turnover)}" if turnover is not None else ""),
        Row("Staff, exact", _number(organisation.staff)),
    )


def capacity(organisation: Organisation) -> tuple[Row, ...]:
    return (
        Row("Staff available for work", _number(organisation.capacity), hint="full-time"),
        Row("Staff needed for the work in hand", _number(organisation.volume_of_work), hint="full-time"),
    )


def ways_of_working(organisation: Organisation) -> tuple[Row, ...]:
    values = ", ".join(OrganisationValue(value).label for value in organisation.values)
    return (
        Row("Values", values),
        Row("Pace of decisions", _scale(organisation.pace_of_decisions, "slow and thorough", "quick and light")),
        Row("Governance", _scale(organisation.governance, "decided by the board", "decided by all staff")),
        Row("Safeguarding", _label(organisation, "safeguarding")),
    )


def partnering(organisation: Organisation) -> tuple[Row, ...]:
    return (
        Row("Experience of partnering", organisation.partnering_experience),
        Row("Offers partners", organisation.offers),
        Row("Looks for in partners", organisation.looks_for),
        Row("Networks", ", ".join(network.name for network in organisation.networks.all())),
    )


def history(organisation: Organisation) -> tuple[Row, ...]:
    return (Row("Appetite for risk", _scale(organisation.risk_appetite, "cautious", "bold")),)


def social_value(organisation: Organisation) -> tuple[Row, ...]:
    outcomes = tuple((outcome.what, _known(outcome)) for outcome in organisation.outcomes.all())
    return (Row("Social value", organisation.social_value), Row("Outcomes", "", items=outcomes))


def _known(outcome: SocialOutcome) -> str:
    """When an outcome was reached, and how it is known."""
    known = f"How we know: {outcome.how_known}" if outcome.how_known else ""
    return ". ".join(part for part in (str(outcome.year or ""), known) if part)


ROWS = {
    "about": about,
    "social_value": social_value,
    "size": size,
    "finances": finances,
    "capacity": capacity,
    "ways_of_working": ways_of_working,
    "partnering": partnering,
    "history": history,
}


def _districts(region: Region, names: list[str], of: int) -> str:
    if len(names) == of and of > 1:
        return f"All of {region.name}"
    return ", ".join(sorted(names))


def _left(organisation: Organisation) -> Row:
    """When it left the public sector and which body; either may be all that is known."""
    when, whom = _date(organisation.spun_out_on), organisation.parent_body
    return Row("Left the public sector", when or whom, hint=f"from {whom}" if when and whom else "")


def _label(organisation: Organisation, name: str) -> str:
    value = getattr(organisation, name)
    return "" if value is None else str(getattr(organisation, f"get_{name}_display")())


def _scale(value: int | None, low: str, high: str) -> str:
    return "" if value is None else f"{value} of 5, where 1 is {low} and 5 is {high}"


def _date(value) -> str:
    return date_format(value, "j F Y") if value else ""


def _number(value) -> str:
    if value is None:
        return ""
    whole = isinstance(value, int) or float(value).is_integer()
    return number_format(int(value) if whole else value, decimal_pos=None if whole else 1, force_grouping=True)
