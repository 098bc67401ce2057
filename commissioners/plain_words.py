"""What is known of an opportunity, said in plain words. Pure: no queries, and the time comes in."""

import datetime as dt
import re

from django.utils import timezone

from commissioners.choices import Openness, PartnershipModel, State
from commissioners.worth import three_digits, yearly_value

QUIET = dt.timedelta(days=183)  # after so long without a tender notice the plan may have been given up
NUMBER_OF_A_LOT = re.compile(r"^lot\s+\d+\b\s*[:.–-]*", re.IGNORECASE)
STATE_COLOURS: dict[str, str] = {
    State.DRAFT: "grey",
    State.EARLY_ENGAGEMENT: "purple",
    State.OPEN: "green",
    State.CLOSED: "grey",
    State.AWARDED: "teal",
    State.CANCELLED: "red",
}
OPENNESS_SENTENCES = {
    Openness.NOT_STATED: "The commissioner has not said whether consortia are accepted.",
    Openness.NOT_ACCEPTED: "The commissioner does not accept bids from consortia.",
    Openness.ACCEPTED: "The commissioner accepts bids from consortia.",
    Openness.WELCOMED: "The commissioner welcomes bids from consortia.",
    Openness.REQUIRED: "The commissioner wants bids from consortia only.",
}


def clock(moment: dt.datetime) -> str:
    """The time of day in UK local time: "12 noon", "midnight", "5pm", "11:59pm"."""
    local = timezone.localtime(moment)
    if (local.hour, local.minute) == (12, 0):
        return "12 noon"
    if (local.hour, local.minute) == (0, 0):
        return "midnight"
    minutes = f":{local:%M}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def day(date: dt.date) -> str:
    """A date: "5 May 2026"."""
    return f"{date.day} {date:%B %Y}"


def moment_in_words(moment: dt.datetime) -> str:
    """A date and time in UK local time: "12 noon on 5 May 2026"."""
    return f"{clock(moment)} on {day(timezone.localdate(moment))}"


def money(pounds) -> str:
    """Whole pounds with commas, pence only where there are some: "£1,250,000"."""
    pence = "" if pounds == int(pounds) else f"{pounds % 1:.2f}"[1:]
    return f"£{int(pounds):,}{pence}"


def per_cent(share) -> str:
    """A share of a hundred without needless zeros: "12.5%"."""
    return f"{float(share):g}%"


def value_in_words(opportunity, lots) -> str:
    """The total value, or the sum of the lots where each has one: "£1,300,000, sum of 2 lots"; "" if not known."""
    if opportunity.value:
        return money(opportunity.value)
    values = [lot.value for lot in lots]
    if not values or not all(values):
        return ""
    return money(sum(values)) + (f", sum of {len(values)} lots" if len(values) > 1 else "")


def lone_lot_title(lot) -> str:
    """The title of a lot that stands alone, without the number that it had among others."""
    return NUMBER_OF_A_LOT.sub("", lot.title).strip() or "What is wanted"


def next_deadline(opportunity):
    """The moment that a provider has to look out for now, or None: answers to engagement first, then tenders."""
    if opportunity.state == State.EARLY_ENGAGEMENT:
        return opportunity.engagement_deadline
    return opportunity.submission_deadline


def _countdown(deadline: dt.datetime, at: dt.datetime) -> str:
    days = (timezone.localdate(deadline) - timezone.localdate(at)).days
    if days == 0:
        return f"today at {clock(deadline)}" if clock(deadline) != "midnight" else "today"
    if days == 1:
        return f"tomorrow at {clock(deadline)}"
    return f"in {days} days"


def time_left(opportunity, at: dt.datetime) -> str:
    """One short phrase on the clock: "14 days left", "Closes today at 12 noon"."""
    if opportunity.state in {State.AWARDED, State.CANCELLED, State.CLOSED, State.DRAFT}:
        return State(opportunity.state).label
    if opportunity.state == State.EARLY_ENGAGEMENT:
        return _time_to_engage(opportunity, at)
    deadline = opportunity.submission_deadline
    if deadline is None:
        return "Open, no deadline given"
    if deadline <= at:
        return "The deadline has passed"
    days = (timezone.localdate(deadline) - timezone.localdate(at)).days
    return f"Closes {_countdown(deadline, at)}" if days < 2 else f"{days} days left"


def _time_to_engage(opportunity, at) -> str:
    deadline = opportunity.engagement_deadline
    if deadline and deadline > at:
        return f"Engagement ends {_countdown(deadline, at)}"
    if opportunity.expected_tender_on and opportunity.expected_tender_on >= timezone.localdate(at):
        return f"Tender expected {day(opportunity.expected_tender_on)}"
    if deadline and deadline < at - QUIET:
        return f"Engagement ended {day(timezone.localdate(deadline))}, no tender notice since: ask the buyer"
    return "Engagement has ended, the tender is to come" if deadline else "Tender date not known"


def why_not_matched(opportunity, at: dt.datetime) -> str:
    """Why `Opportunity.objects.live(at)` leaves it out, so that nobody is matched to it; "" where its state says so."""
    kept = "It is kept, but organisations are not matched to it."
    if opportunity.outside_public_services:
        return f"This notice is outside public services as the portal knows them. {kept}"
    if opportunity.outside_england:
        return f"Every place that this notice names is outside England. {kept}"
    if opportunity.state not in {State.EARLY_ENGAGEMENT, State.OPEN}:
        return ""
    if opportunity.submission_deadline:
        reason = "The deadline for tenders has passed"
    elif opportunity.starts_on and opportunity.starts_on <= timezone.localdate(at):
        reason = f"The contract was to start on {day(opportunity.starts_on)}"
    else:
        reason = "No sign of it for more than a year"
    return f"{reason}: organisations are no longer matched to it."


def _yes_no(value, yes: str, no: str) -> list[str]:
    return [] if value is None else [yes if value else no]


def openness_statements(opportunity) -> list[str]:
    """What the commissioner says about consortia, a sentence each; the first is always there."""
    sentences = [OPENNESS_SENTENCES[opportunity.openness]]
    models = [PartnershipModel(model).label for model in opportunity.models_considered]
    if models:
        sentences.append(f"Partnership models considered: {'; '.join(models)}.")
    sentences += _yes_no(
        opportunity.wants_lead_provider,
        "One provider must lead and hold the contract.",
        "No single lead provider is needed.",
    )
    sentences += _yes_no(
        opportunity.wants_joint_liability,
        "Members would be jointly and severally liable: each answers for the whole contract.",
        "Joint and several liability is not asked for.",
    )
    sentences += _yes_no(
        opportunity.considers_smaller_lots,
        "Smaller lots would be considered.",
        "Smaller lots are not considered.",
    )
    if opportunity.social_value_weight is not None:
        sentences.append(f"Social value counts for {per_cent(opportunity.social_value_weight)} of the evaluation.")
    return sentences


def turnover_note(opportunity) -> str:
    """A warning where the minimum turnover shuts small providers out: more than twice the yearly value.

    Twice the yearly value was the most that the Public Contracts Regulations 2015 (regulation 58) let a buyer
    ask; it is a rule of thumb here, not a limit of the Procurement Act 2023.
    """
    yearly = yearly_value(opportunity.value, opportunity.starts_on, opportunity.ends_on)
    if yearly is None or not opportunity.minimum_turnover or opportunity.minimum_turnover <= 2 * yearly:
        return ""
    return (
        f"The minimum turnover, {money(opportunity.minimum_turnover)}, is more than twice the yearly value of the "
        f"contract (about {money(round(three_digits(yearly)))} a year). This shuts out small providers that bid alone."
    )
