"""Why something about a notice could not be mapped, in words and as keys that can be counted."""

from . import notices
from .shapes import dig, text

REASONS = {
    "no_buyer": "no buyer is named",
    "no_title": "no title",
    "no_services": "no CPV code says which service",
    "outside_public_services": "the CPV codes are outside public services",
    "unreadable_cpv": "a CPV code cannot be read",
    "no_places": "no place of delivery is given",
    "unknown_places": "a place of delivery cannot be read",
    "outside_england": "a place of delivery lies outside England",
    "no_value": "no value is given, or only 0 or a nominal sum",
    "no_deadline": "no deadline is given",
    "no_lots": "not divided into lots",
    "other_law": "bought under a law that the portal has no word for",
    "intended_award": "an intended direct award, not yet made",
    "no_suppliers": "an award without suppliers",
    "nothing_bought": "about payment, performance or another stage that the portal does not follow",
}
NOT_A_LACK = {"no_lots", "outside_public_services", "no_buyer", "no_suppliers"}  # or said elsewhere on the page
FIRST_TAGS = {"planning", "tender"}


def in_words(keys) -> list[str]:
    """The reasons that a reader of an opportunity wants to know, as sentences."""
    known = [REASONS[key] for key in keys if key in REASONS and key not in NOT_A_LACK]
    return [f"{words[0].upper()}{words[1:]}." for words in known]


def reasons_of(merged: dict, mapped) -> tuple[str, ...]:
    """Keys of REASONS for what `mapped` (a MappedOpportunity) lacks of `merged`, in their order.

    A release that only says what changed is not blamed for what it leaves out.
    """
    deliveries = mapped.deliveries
    tells_all = bool(text(dig(merged, "tender", "title")) or FIRST_TAGS & set(notices.tags_of(merged)))
    is_announced = notices.is_announced(merged)
    is_followed = is_announced or notices.is_award(merged)
    absent = {
        "no_title": not mapped.has_title,
        "no_services": not any(each.has_codes for each in deliveries),
        "no_places": not any(each.has_addresses for each in deliveries),
        "no_value": not mapped.has_value,
        "no_deadline": is_announced and not mapped.has_deadline,
        "no_lots": not mapped.has_lots,
    }
    found = {
        "no_buyer": mapped.buyer is None,
        "outside_public_services": mapped.outside_public_services,
        "unreadable_cpv": any(each.unreadable_codes for each in deliveries),
        "unknown_places": any(each.places.unknown for each in deliveries),
        "outside_england": any(each.places.outside_england and not each.places.is_in_england for each in deliveries),
        "other_law": bool(mapped.other_law),
        "intended_award": notices.is_intended(merged),
        "no_suppliers": any(not award.suppliers for award in mapped.awards),
        "nothing_bought": not is_followed and not notices.is_intended(merged),
    }
    found |= {reason: tells_all and is_absent for reason, is_absent in absent.items()}
    return tuple(reason for reason in REASONS if found[reason])
