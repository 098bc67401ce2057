"""Everything that the page of an opportunity shows."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from commissioners import plain_words
from commissioners.choices import Reservation, State
from commissioners.claiming.pages import on_page as claims_on_page
from commissioners.delivery.outcomes import award_lines, awards_of
from commissioners.events.pages import event_panel
from commissioners.history import history
from commissioners.interest.panel import interest_panel
from commissioners.legal.pages import law_summary
from commissioners.models import Lot, Opportunity
from commissioners.ocds.reasons import in_words
from commissioners.rules import acts_for_buyer
from commissioners.summaries import places_in_words
from commissioners.talking.documents import documents_in_short
from commissioners.talking.following import follows
from commissioners.talking.part import talking
from commissioners.timetable.page import timetable
from mutuals.models import Organisation

LOTS_IN_WORDS = ("lots__services__parent", "lots__regions", "lots__places__region")
STILL_TO_TENDER = (State.DRAFT, State.EARLY_ENGAGEMENT)
CHANGEABLE_STATES = (State.DRAFT, State.EARLY_ENGAGEMENT, State.OPEN)


@dataclass(frozen=True)
class LotDetails:
    """A lot as its card shows it."""

    lot: Lot
    title: str
    services: list[tuple[str, str]]  # (group, services in it)
    places: list[tuple[str, str]]  # (region, "the whole region" or districts in it)
    value: str
    dates: str


def details(opportunity, *, user, at) -> dict:
    """The context of the page of `opportunity` for `user`, in a constant number of queries."""
    prefetch_related_objects([opportunity], *LOTS_IN_WORDS, "joint_buyers")
    acts = acts_for_buyer(user, opportunity)
    happened = history(opportunity, with_names=acts)
    return {
        "opportunity": opportunity,
        "timetable": timetable(opportunity, at=at),
        "law": law(opportunity),
        "law_in_short": law_summary(opportunity),
        "awards": [award_lines(award, opportunity) for award in awards_of(opportunity)],
        "notice_links": list(opportunity.notice_links.all()),
        "unmapped": _unmapped(opportunity),
        "follows": follows(user, opportunity),
        "documents": documents_in_short(opportunity),
        "talking": talking(opportunity, acts_for_buyer=acts, at=at),
        "claims": claims_on_page(opportunity, user=user),
        "history": happened,
        "cancelled_because": _why_cancelled(opportunity, happened),
        "events": event_panel(opportunity, at=at),
        "interest": interest_panel(opportunity, user=user, acts=acts, at=at),
        **_stated(opportunity, at),
        **_possible(opportunity, user, acts=acts, at=at),
    }


def _stated(opportunity, at) -> dict:
    """What its buyer or its notice says, in words."""
    lots = list(opportunity.lots.all())
    return {
        "state": opportunity.get_state_display(),
        "state_colour": plain_words.STATE_COLOURS[opportunity.state],
        "time_left": plain_words.time_left(opportunity, at),
        "lots": [lot_details(lot, single=len(lots) == 1) for lot in lots],
        "undecided": opportunity.state in (State.CLOSED, State.AWARDED) and any(not lot.outcome for lot in lots),
        "places": places_in_words(lots),
        "joint_buyers": list(opportunity.joint_buyers.all()),
        "openness": plain_words.openness_statements(opportunity),
        "turnover_note": plain_words.turnover_note(opportunity),
        "facts": money_facts(opportunity),
    }


def _possible(opportunity, user, *, acts: bool, at) -> dict:
    """What the person may do with it; `acts`: one of the buyer's people."""
    is_matched = Opportunity.objects.live(at).filter(pk=opportunity.pk).exists()
    is_explained = is_matched or opportunity.superseded_by_id
    return {
        "changeable_states": CHANGEABLE_STATES,
        "acts_for_buyer": acts,
        "may_change": acts and user.has_perm("commissioners.change_opportunity", opportunity),
        "may_publish": acts and user.has_perm("commissioners.publish_opportunity", opportunity),
        "may_leave": acts and user.has_perm("commissioners.leave_opportunity", opportunity),
        "may_team": is_matched and _takes_part(user),
        "may_match": is_matched and user.is_authenticated and user.memberships.exists(),
        "not_matched": "" if is_explained else plain_words.why_not_matched(opportunity, at),
    }


def _takes_part(user) -> bool:
    """One of programme staff, or of the people of an organisation that takes part."""
    if not user.is_authenticated:
        return False
    return user.is_programme_staff or user.memberships.filter(organisation__in=Organisation.objects.active()).exists()


def _why_cancelled(opportunity, happened) -> str:
    """The reason that was given when it was cancelled on the portal, if it was."""
    if opportunity.state != State.CANCELLED:
        return ""
    return next((entry.note for entry in happened if entry.action == "opportunity_cancelled"), "")


def _unmapped(opportunity) -> list[str]:
    """What all its notices together leave out, or what could not be read in them."""
    return in_words(opportunity.imported.get("reasons", []))


def facts(opportunity) -> list[tuple[str, str]]:
    """(name, value or "") of money and dates, as the buyer checks them. Reads the lots."""
    return [*money_facts(opportunity), *date_facts(opportunity)]


def money_facts(opportunity) -> list[tuple[str, str]]:
    """(name, value or "") of what it is worth, and what is asked of a bidder's balance sheet. Reads the lots."""
    rows = [("Value without VAT", plain_words.value_in_words(opportunity, opportunity.lots.all()))]
    if opportunity.minimum_turnover:
        rows.append(("Minimum turnover", f"{plain_words.money(opportunity.minimum_turnover)} a year"))
    if opportunity.minimum_insurance:
        rows.append(("Insurance cover", plain_words.money(opportunity.minimum_insurance)))
    return rows


def date_facts(opportunity) -> list[tuple[str, str]]:
    """(name, value or "") of the dates, in the order in which a bidder asks for them."""
    moments = plain_words.moment_in_words
    expected = opportunity.expected_tender_on if opportunity.state in STILL_TO_TENDER else None
    rows = [
        ("Market engagement ends", opportunity.engagement_deadline and moments(opportunity.engagement_deadline)),
        ("Tender expected", expected and plain_words.day(expected)),
        ("Tender open for", opportunity.tender_days and f"{opportunity.tender_days} days"),
        ("Questions by", opportunity.enquiry_deadline and moments(opportunity.enquiry_deadline)),
        ("Tenders by", opportunity.submission_deadline and moments(opportunity.submission_deadline)),
        ("Award expected", opportunity.award_expected_on and plain_words.day(opportunity.award_expected_on)),
        ("Contract dates", term(opportunity.starts_on, opportunity.ends_on)),
        ("May be extended", {True: "Yes", False: "No", None: ""}[opportunity.may_be_extended]),
        ("May be extended to", opportunity.may_extend_to and plain_words.day(opportunity.may_extend_to)),
    ]
    always = {"Tenders by", "Contract dates"}
    return [(name, value or "") for name, value in rows if value or name in always]


def term(start, end) -> str:
    """The dates of a contract: "1 April 2027 to 31 March 2030"."""
    if start and end:
        return f"{plain_words.day(start)} to {plain_words.day(end)}"
    if start:
        return f"From {plain_words.day(start)}"
    return f"Until {plain_words.day(end)}" if end else ""


def law(opportunity) -> list[tuple[str, str]]:
    """(name, value or "") of how it is bought, and for whom it is reserved."""
    yes_no = {True: "Yes", False: "No", None: ""}
    reserved = [str(Reservation(code).label) for code in opportunity.reserved_for]
    rows = [
        ("Bought under", opportunity.get_regime_display() if opportunity.regime else ""),
        ("Route", opportunity.get_route_display() if opportunity.route else ""),
        ("CPV codes", ", ".join(opportunity.cpv_codes)),
        ("Light touch services", yes_no[opportunity.is_light_touch]),
        ("Reserved for", "; ".join(reserved) or "Not stated to be reserved"),
        ("Suitable for small and medium-sized organisations", yes_no[opportunity.suits_small]),
        ("Suitable for voluntary organisations", yes_no[opportunity.suits_voluntary]),
    ]
    return rows


def lot_details(lot, *, single: bool) -> LotDetails:
    """A lot in words. A single lot has the value and dates of the whole. Reads what is prefetched."""
    return LotDetails(
        lot=lot,
        title=plain_words.lone_lot_title(lot) if single else str(lot),
        services=_by_group(lot.services.all()),
        places=_by_region(lot),
        value=plain_words.money(lot.value) if lot.value and not single else "",
        dates="" if single else term(lot.starts_on, lot.ends_on),
    )


def _by_group(services) -> list[tuple[str, str]]:
    groups: dict[str, list[str]] = {}
    for service in sorted(services, key=lambda area: area.position):
        groups.setdefault(service.parent.name if service.parent else "", []).append(service.name)
    return [(group, ", ".join(names)) for group, names in groups.items()]


def _by_region(lot) -> list[tuple[str, str]]:
    if lot.is_nationwide:
        return [("England", "anywhere")]
    whole = [(region.name, "the whole region") for region in lot.regions.all()]
    regions: dict[str, list[str]] = {}
    for district in lot.places.all():
        regions.setdefault(district.region.name, []).append(district.name)
    return whole + [(region, ", ".join(sorted(names))) for region, names in sorted(regions.items())]
