"""The law under which an invented opportunity is bought, consistent with what is bought and by whom. Pure."""

import datetime as dt
import random

from commissioners.models import Opportunity

from . import shape
from .bodies import Body
from .ground import Area

# Pounds with VAT, from 1 January 2026.
LIGHT_TOUCH_THRESHOLD, SUB_CENTRAL_THRESHOLD, CENTRAL_THRESHOLD = 663_540, 207_720, 135_018
NOT_HEALTH_CARE = {"occupational-health"}  # of the health group
NOT_LIGHT_TOUCH = {"building-control", "consultancy", "parks"}
ABOVE = {
    "open": 0.42,
    "competitive_flexible": 0.36,
    "framework": 0.10,
    "framework_call_off": 0.07,
    "dynamic_market": 0.05,
}
# What began under the older law stays under it; its routes had other names.
ACT_BEGAN, PSR_BEGAN = dt.date(2025, 2, 24), dt.date(2024, 1, 1)
BEFORE_THE_ACT = {"competitive_flexible": "restricted", "dynamic_market": "restricted"}
PSR = {"psr_competitive": 0.6, "psr_most_suitable": 0.4}
FIVE_YEARS = 1_827  # days


def procedure(
    row: Opportunity, body: Body, group: str, services: list[Area], chooser: random.Random
) -> dict[str, object]:
    """Regime, route, whether light touch, whether above threshold, who it suits and is reserved for."""
    codes = {area.code for area in services}
    suits = {"suits_small": chooser.choice((True, True, None)), "suits_voluntary": chooser.choice((True, True, None))}
    began = row.published_at.date() if row.published_at else ACT_BEGAN
    if group == "health" and not codes & NOT_HEALTH_CARE and began >= PSR_BEGAN:
        routes = PSR | ({"psr_direct_award": 0.4} if row.state == "awarded" else {})
        return suits | {"regime": "psr", "route": _one(routes, chooser), "is_light_touch": None}
    light = not codes & NOT_LIGHT_TOUCH
    threshold = LIGHT_TOUCH_THRESHOLD if light else SUB_CENTRAL_THRESHOLD
    if body.kind == "central_department" and not light:
        threshold = CENTRAL_THRESHOLD
    above = None if row.value_with_vat is None else float(row.value_with_vat) >= threshold
    route = "" if above is None else _one(ABOVE, chooser) if above else "below_threshold"
    return suits | {
        **law(route, began),
        "is_light_touch": light,
        "is_above_threshold": above,
        "reserved_for": _reserved(row, route, light, chooser) if began >= ACT_BEGAN else [],
    }


def law(route: str, began: dt.date) -> dict[str, object]:
    """Regime and route of what began on this day outside health care; `route` is named as in the Act."""
    if began >= ACT_BEGAN:
        return {"regime": "procurement_act", "route": route}
    return {"regime": "pcr_2015", "route": BEFORE_THE_ACT.get(route, route)}


def _reserved(row: Opportunity, route: str, light: bool, chooser: random.Random) -> list[str]:
    """Section 33 is for light touch services, by a competitive flexible procedure, for five years at most."""
    last = row.may_extend_to or row.ends_on
    short = row.starts_on and last and (last - row.starts_on).days <= FIVE_YEARS
    if route == "competitive_flexible" and light and short and chooser.random() < shape.RESERVED_FOR_MUTUALS:
        return ["mutuals"]
    if route == "below_threshold" and chooser.random() < 0.15:
        return ["sme_vcse"]
    return []


def _one(shares: dict[str, float], chooser: random.Random) -> str:
    return chooser.choices(list(shares), list(shares.values()))[0]
