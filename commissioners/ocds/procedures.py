"""The law and the route that a notice names, and for whom it is reserved."""

import re

from commissioners.choices import Regime, Reservation, Route

from .shapes import as_dict, as_list, dicts, dig, flag, text

PSR = re.compile(r"provider selection regime|\bPSR\b|SI\s?2023/1348", re.IGNORECASE)
NOT_PSR = re.compile(
    r"\b(?:not|outside|excluded from|exempt from)\b[^.]{0,60}(?:provider selection regime|\bPSR\b)"
    r"|(?:provider selection regime|\bPSR\b)[^.]{0,40}\b(?:does not|do not|is not) appl",
    re.IGNORECASE,
)
PSR_PROCESS = (
    (r"most suitable provider", Route.PSR_MOST_SUITABLE),
    (r"direct award process|direct award [abc]\b", Route.PSR_DIRECT_AWARD),
    (r"competitive process", Route.PSR_COMPETITIVE),
)
PCR_2015 = {"32014L0024", "2015/102"}
OTHER_LAWS = {
    "32014L0025": "Utilities Contracts Regulations 2016",
    "32014L0023": "Concession Contracts Regulations 2016",
    "32009L0081": "Defence and Security Public Contracts Regulations 2011",
}
PSR_LABELS = {  # as this portal publishes them
    str(route.label).lower(): route
    for route in (Route.PSR_MOST_SUITABLE, Route.PSR_DIRECT_AWARD, Route.PSR_COMPETITIVE)
}
# the words of procurementMethodDetails; the first match wins
ROUTES = (
    (r"without competition", Route.DIRECT_AWARD),
    (r"below[- ]threshold|quotation", Route.BELOW_THRESHOLD),
    (r"call[- ]?off|award under (a )?framework|mini[- ]?competition|from a framework", Route.FRAMEWORK_CALL_OFF),
    (r"dynamic (market|purchasing)|\bdps\b", Route.DYNAMIC_MARKET),
    (r"competitive flexible", Route.COMPETITIVE_FLEXIBLE),
    (r"direct award|single tender|without (prior|a) (publication|call)|\bwaiver\b", Route.DIRECT_AWARD),
    (r"framework", Route.FRAMEWORK),
    (r"restricted", Route.RESTRICTED),
    (r"\bopen\b", Route.OPEN),
    (r"negotiat|dialogue|innovation partnership|concession|other|light touch", Route.OTHER),
)
METHODS = {"open": Route.OPEN, "direct": Route.DIRECT_AWARD, "selective": Route.OTHER, "limited": Route.OTHER}
RESERVATIONS = {
    "publicservicemissionorganization": Reservation.MUTUALS,
    "shelteredworkshop": Reservation.SHELTERED,
    "smevcse": Reservation.SME_VCSE,
    "sme": Reservation.SME_VCSE,
    "vcse": Reservation.SME_VCSE,
}


def regime_of(merged: dict) -> tuple[str, str]:
    """The Regime, and what could not be mapped: the name of a law that the portal has no word for, or "".

    A notice under the Provider Selection Regime may carry the old directive and say so only in words.
    """
    basis = as_dict(dig(merged, "tender", "legalBasis"))
    law = text(basis.get("id"))
    if law == "2023/1348":
        return Regime.PSR, ""
    if text(basis.get("scheme")) == "UKPGA" and law == "2023/54":
        return Regime.PROCUREMENT_ACT, ""
    if text(basis.get("scheme")) == "UKSI" and law in PCR_2015:
        return Regime.PCR_2015, ""
    if _says_psr(merged):
        return Regime.PSR, ""
    if law in PCR_2015:
        return Regime.PCR_2015, ""
    return Regime.NOT_KNOWN, OTHER_LAWS.get(law, law)


def _says_psr(merged: dict) -> bool:
    words = _words(merged)
    return bool(PSR.search(words)) and not NOT_PSR.search(words)


def _words(merged: dict) -> str:
    """Everything that says how, and under which law, it is bought."""
    tender = as_dict(merged.get("tender"))
    fields = (
        "title",
        "description",
        "procurementMethodDetails",
        "procurementMethodRationale",
        "additionalProcurementCategories",
    )
    words = [text(tender.get(field)) for field in fields] + [text(merged.get("title")), text(merged.get("description"))]
    words += [text(dig(tender, "legalBasis", "description")), text(dig(tender, "legalBasis", "uri"))]
    words += [text(each.get("description")) for each in dicts(merged.get("awards"))]
    words += [text(each.get("description")) for each in dicts(tender.get("procurementMethodRationaleClassifications"))]
    return "\n".join(word for word in words if word)


def route_of(merged: dict, regime: str) -> str:
    """The Route, by the words of the notice first, then by its method code; not stated where neither says."""
    tender = as_dict(merged.get("tender"))
    details = text(tender.get("procurementMethodDetails")).lower()
    if regime == Regime.PSR:
        if details in PSR_LABELS:
            return PSR_LABELS[details]
        words = _words(merged).lower()
        return next((route for pattern, route in PSR_PROCESS if re.search(pattern, words)), Route.NOT_STATED)
    if details in ("", "not specified", "not applicable", "other -", "other"):
        details = ""
    by_words = next((route for pattern, route in ROUTES if re.search(pattern, details)), None)
    if by_words == Route.BELOW_THRESHOLD and re.search(r"single tender|direct award", details):
        by_words = Route.DIRECT_AWARD
    by_technique = _by_technique(tender)
    if by_technique and by_words not in (Route.FRAMEWORK_CALL_OFF, Route.DIRECT_AWARD):
        return by_technique
    return by_words or METHODS.get(text(tender.get("procurementMethod")).lower(), Route.NOT_STATED)


def _by_technique(tender: dict) -> str:
    """A framework or dynamic market that is itself being set up."""
    holders = [tender, *dicts(tender.get("lots"))]
    techniques = [as_dict(holder.get("techniques")) for holder in holders]
    if any(flag(each.get("hasDynamicPurchasingSystem")) or each.get("dynamicPurchasingSystem") for each in techniques):
        return Route.DYNAMIC_MARKET
    if any(flag(each.get("hasFrameworkAgreement")) or each.get("frameworkAgreement") for each in techniques):
        return Route.FRAMEWORK
    return ""


def is_framework(merged: dict) -> bool:
    """Whether each supplier of an award holds a place of its own, so that several are not a joint bid."""
    tender = as_dict(merged.get("tender"))
    return bool(_by_technique(tender)) or "framework" in text(tender.get("title")).lower()


def is_light_touch(merged: dict) -> bool | None:
    """True where the notice says light touch; the Procurement Act's notices say so, others leave it unknown."""
    tender = as_dict(merged.get("tender"))
    if any(text(each).lower() == "lighttouch" for each in as_list(tender.get("specialRegime"))):
        return True
    return False if text(dig(tender, "legalBasis", "id")) == "2023/54" else None


def reserved_for(merged: dict) -> list[str]:
    """The Reservations of the procurement or of any of its lots, sorted."""
    tender = as_dict(merged.get("tender"))
    holders = [tender, *dicts(tender.get("lots"))]
    named = [
        text(each).lower()
        for holder in holders
        for each in as_list(dig(holder, "otherRequirements", "reservedParticipation"))
    ]
    return sorted({RESERVATIONS[name] for name in named if name in RESERVATIONS})


def suits(merged: dict, whom: str) -> bool | None:
    """Whether any lot, or the whole, is said to suit `whom` ("sme" or "vcse")."""
    tender = as_dict(merged.get("tender"))
    said = [flag(dig(holder, "suitability", whom)) for holder in (tender, *dicts(tender.get("lots")))]
    answers = [each for each in said if each is not None]
    return any(answers) if answers else None
