"""What the rules lack to answer, in words for the buyer, with the page on which to say it."""

from dataclasses import dataclass

from django.urls import reverse

from commissioners.choices import BuyerClass, Regime, Source

from .reading import Known


@dataclass(frozen=True)
class Missing:
    """One thing that is not known; `url` is empty where it is for somebody else to say."""

    text: str
    url: str = ""
    action: str = ""


def missing(known: Known) -> list[Missing]:
    """What is not known of an opportunity, for the people who may change it."""
    facts, pk = known.facts, known.opportunity.pk
    dates, money, law = (reverse("opportunity_section", args=[pk, name]) for name in ("dates", "money", "law"))
    guide = reverse("law_questions", args=[pk])
    if known.opportunity.source != Source.PORTAL:
        return _of_others(known)
    checks = (
        (facts.began_on, "When the tender is expected: thresholds and laws go by that day", dates, "Dates"),
        (facts.value_with_vat or facts.value_without_vat, "What it is worth", money, "Money"),
        (facts.services, "What is bought, as CPV codes", law, "Law and route"),
        (facts.is_light_touch, "Whether these are light touch services", law, "Law and route"),
        (facts.starts_on, "On which day the contract starts", dates, "Dates"),
        (facts.ends_on, "On which day the contract ends", dates, "Dates"),
        (_extension(facts), "Until when the contract may be extended, or that it may not", dates, "Dates"),
        (facts.is_in_england, "Where the services are delivered", reverse("opportunity_edit", args=[pk]), "Lots"),
        (facts.route or None, "By which route it is bought", reverse("law_routes", args=[pk]), "Routes"),
        (_health(facts), "Whether any of it is health care", guide, "Questions about routes"),
    )
    return [Missing(text, url, action) for value, text, url, action in checks if value is None] + _of_others(known)


def _extension(facts):
    return facts.may_extend_to or facts.may_be_extended


def _health(facts) -> bool | None:
    return True if facts.regime == Regime.PSR else facts.is_health_care


def _of_others(known: Known) -> list[Missing]:
    """What programme staff enter."""
    found = []
    if known.facts.buyer_class == BuyerClass.NOT_KNOWN:
        found.append(Missing("Whether the buyer is a central government authority: programme staff enter it"))
    if known.lists.reservable is None:
        found.append(Missing("Which services are reservable: programme staff have not entered that list yet"))
    if known.lists.health_care is None and known.facts.is_health_care is not False:
        found.append(Missing("Which services are relevant health care: programme staff have not entered that list yet"))
    return found
