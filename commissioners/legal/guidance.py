"""The rules that the portal applies, with their dates, for everyone to check."""

from commissioners.choices import ServiceListKind
from commissioners.law import NOT_LEGAL_ADVICE, qualifying, regulation_77, reserved, sources
from commissioners.law.below_threshold import LOCAL_RESERVATION_IN_FORCE, NOTICE_FROM
from commissioners.law.facts import ACT_IN_FORCE, SELECTION_REGIME_IN_FORCE
from commissioners.law.sources import Source
from commissioners.law.standstills import WORKING_DAYS
from commissioners.law.thresholds import THRESHOLDS
from commissioners.models import ServiceList


def guidance_page() -> dict:
    """The context of the page. One query."""
    entered = set(ServiceList.objects.values_list("kind", flat=True))
    return {
        "thresholds": THRESHOLDS,
        "notices_from": [(buyer.label, amount) for buyer, amount in NOTICE_FROM.items()],
        "section_33_years": reserved.LONGEST_YEARS,
        "window_years": qualifying.WINDOW_YEARS,
        "regulation_77_years": regulation_77.LONGEST_YEARS,
        "standstill_days": WORKING_DAYS,
        "act_in_force": ACT_IN_FORCE,
        "selection_regime_in_force": SELECTION_REGIME_IN_FORCE,
        "local_reservation_in_force": LOCAL_RESERVATION_IN_FORCE,
        "lists": [(kind.label, kind in entered) for kind in ServiceListKind],
        "sources": sorted((one for one in vars(sources).values() if _has_address(one)), key=lambda one: one.name),
        "not_legal_advice": NOT_LEGAL_ADVICE,
    }


def _has_address(thing) -> bool:
    return isinstance(thing, Source) and bool(thing.link)
