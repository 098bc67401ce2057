"""How each lot of an opportunity ended, and the contracts that were awarded: what its pages show."""

from dataclasses import dataclass

from django.db.models import Q, prefetch_related_objects

from commissioners import plain_words
from commissioners.choices import LotOutcome, Source, State
from commissioners.models import Award, JointReview, Lot

from .feedback import GIVEN_IN, feedback_of
from .reviews import reviewable_by

# An open one has to close before it is decided: tenders are still coming in.
DECIDABLE = (State.DRAFT, State.EARLY_ENGAGEMENT, State.CLOSED, State.AWARDED)
COLOURS = {
    LotOutcome.PENDING: "grey",
    LotOutcome.AWARDED: "teal",
    LotOutcome.NOT_AWARDED: "orange",
    LotOutcome.CANCELLED: "red",
}


@dataclass(frozen=True)
class LotEnd:
    """One lot and how it ended."""

    lot: Lot
    title: str
    outcome: str
    colour: str


def awards_of(opportunity) -> list[Award]:
    """Its awards, and those of the notice that it was linked with: three queries."""
    awards = Award.objects.filter(Q(opportunity=opportunity) | Q(opportunity__superseded_by=opportunity))
    return list(awards.prefetch_related("suppliers__organisation", "lots"))


def lot_ends(opportunity) -> list[LotEnd]:
    """Every lot with its outcome in words."""
    lots = list(opportunity.lots.all())
    return [_end(lot, single=len(lots) == 1) for lot in lots]


def _end(lot: Lot, *, single: bool) -> LotEnd:
    title = plain_words.lone_lot_title(lot) if single else str(lot)
    return LotEnd(lot, title, lot.get_outcome_display(), COLOURS[LotOutcome(lot.outcome)])


def awards_page(opportunity, *, user) -> dict:
    """The context of the page of outcomes, in a constant number of queries."""
    prefetch_related_objects([opportunity], "lots")
    ends = lot_ends(opportunity)
    awards = awards_of(opportunity)
    may_decide = user.has_perm("commissioners.publish_opportunity", opportunity)
    can_be = opportunity.state in DECIDABLE
    own = set(user.memberships.values_list("organisation", flat=True)) if user.is_authenticated else set()
    return {
        "opportunity": opportunity,
        "ends": ends,
        "awards": [award_lines(award, opportunity, own=own, is_titled=True) for award in awards],
        "is_decided": all(end.lot.outcome for end in ends),
        "may_award": may_decide and can_be and any(not end.lot.outcome for end in ends),
        "may_leave_out": may_decide and can_be and any(end.lot.outcome != LotOutcome.AWARDED for end in ends),
        "may_decide": may_decide,
        "feedback": feedback_of(opportunity, user),
        "may_give_feedback": opportunity.state in GIVEN_IN
        and user.has_perm("commissioners.change_opportunity", opportunity),
        "may_review": list(reviewable_by(user).filter(pk__in=[award.pk for award in awards])),
        "reviews": list(JointReview.objects.visible_to(user).filter(award__in=awards)),
    }


def award_lines(award: Award, opportunity, *, own=frozenset(), is_titled: bool = False) -> dict:
    """An award as a card shows it, with its title or without. `own`: organisations of the person who looks."""
    suppliers = list(award.suppliers.all())
    lines = list(_lines(award, opportunity))[1 if is_titled else 0 :]
    return {
        "award": award,
        "suppliers": suppliers,
        "lines": [(name, value) for name, value in lines if value not in ("", None)],
        "is_own": award.source == Source.PORTAL and award.opportunity_id == opportunity.pk,
        "mine": [each.organisation for each in suppliers if each.organisation_id in own],
    }


def _lines(award: Award, opportunity):
    """(name, value or "") of what is known of an award."""
    day, yes_no = plain_words.day, {True: "Yes", False: "No", None: ""}
    lots = ", ".join(f"Lot {lot.number}" for lot in award.lots.all())
    yield "For", award.title if award.title != opportunity.title else (lots if len(opportunity.lots.all()) > 1 else "")
    yield "Awarded on", day(award.awarded_on) if award.awarded_on else "Not known"
    yield "Value without VAT", plain_words.money(award.value) if award.value is not None else ""
    yield "Bids received", bids_in_words(award)
    ends_on = award.standstill_ends_on
    yield "Standstill ends", f"Midnight at the end of {day(ends_on)}" if ends_on else ""
    yield "Contract signed on", day(award.entered_on) if award.entered_on else ""
    yield "Contract dates", term(award)
    yield "May be extended to", day(award.may_extend_to) if award.may_extend_to else ""
    yield "Reserved under section 33", yes_no[award.relied_on_section_33]
    yield "What everyone can learn", award.note
    yield "Published", f"In a notice on {award.get_source_display()}" if award.source != Source.PORTAL else ""


def bids_in_words(award: Award) -> str:
    """ "5, of them 2 from voluntary organisations"."""
    if award.bids_received is None:
        return ""
    voluntary = award.voluntary_bids_received
    return str(award.bids_received) + (
        "" if voluntary is None else f", of them {voluntary} from voluntary organisations"
    )


def term(award: Award) -> str:
    """The dates of its contract."""
    start, end = award.starts_on, award.ends_on
    if start and end:
        return f"{plain_words.day(start)} to {plain_words.day(end)}"
    if start:
        return f"From {plain_words.day(start)}"
    return f"Until {plain_words.day(end)}" if end else ""
