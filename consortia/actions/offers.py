"""Writing an offer, sending it to programme staff, taking it back, renewing and closing it.

Each action holds the offer's row; those that begin one hold the organisation's, so that its cap holds. Raises
NotPossible where it is too late, or where somebody else was quicker.
"""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from consortia.models import OfferAnswer, PartnerOffer
from consortia.offers.completeness import day_problem, gaps
from consortia.offers.people import deciders
from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible, move
from partnerships_portal.conflicts.versions import changed_since
from partnerships_portal.notifications.actions import notify_many

from .offer_answers import decline_open
from .offer_holding import hold

State = PartnerOffer.State
CHOSEN = ("services", "regions", "places")


@transaction.atomic
def start(*, organisation: Organisation, values: dict, by: User, at) -> PartnerOffer:
    """A draft of the organisation. The same words begun twice are one draft."""
    _make_room(organisation)
    drafts = PartnerOffer.objects.filter(organisation=organisation, state=State.DRAFT, created_by=by)
    same = drafts.filter(title=values["title"], text=values["text"]).first()
    if same:
        return same
    made = PartnerOffer.objects.create(organisation=organisation, created_at=at, created_by=by, **values)
    record(actor=by, action="offer_started", target=made, at=at)
    return made


def _make_room(organisation: Organisation) -> None:
    held = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if not held.is_active:
        raise NotPossible(f"{held} does not take part now, so it cannot offer anything.")
    most = settings.OFFERS_OPEN_AT_MOST
    if PartnerOffer.objects.filter(organisation=held).open().count() >= most:
        raise NotPossible(f"{held} has {most} offers and requests already. Close or delete one to begin another.")


class ChangedMeanwhile(Exception):
    """Somebody else saved the same page since it was opened."""


def plain(value):
    """A value as it compares: what is chosen by sorted keys."""
    return sorted(one.pk for one in value) if isinstance(value, list) else value


def stored_part(offer: PartnerOffer, names) -> dict:
    """What is stored of these fields, as it compares."""
    return {name: plain(list(getattr(offer, name).all()) if name in CHOSEN else getattr(offer, name)) for name in names}


@transaction.atomic
def save_part(*, offer: PartnerOffer, values: dict, by: User, at, seen: str = "") -> bool:
    """Keep one page of the form; returns whether anything differs. What is sent or published is not changed.

    `seen`: the versions of what the person had opened. Raises ChangedMeanwhile if what they change was saved by
    somebody else since then as something else.
    """
    held = hold(offer.pk)
    if not held.is_editable:
        raise NotPossible("This is not a draft any more. Take it back first, then change it.")
    now = stored_part(held, values)
    if seen and any(now[name] != plain(values[name]) for name in changed_since(seen, now) & set(values)):
        raise ChangedMeanwhile("Somebody else has changed this meanwhile: choose what to keep, then save")
    columns = {name: value for name, value in values.items() if name not in CHOSEN}
    changed = [name for name, value in columns.items() if getattr(held, name) != value]
    if columns.get("kind", held.kind) not in PartnerOffer.BETWEEN_MUTUALS and held.shown_to == "mutuals":
        columns.setdefault("shown_to", "")  # the kind is another now: who sees it is asked again
    PartnerOffer.objects.filter(pk=held.pk).update(**columns)
    for name in CHOSEN:
        if name in values and {one.pk for one in values[name]} != set(getattr(held, name).values_list("pk", flat=True)):
            getattr(held, name).set(values[name])
            changed.append(name)
    if changed:
        record(actor=by, action="offer_changed", target=held, at=at, fields=sorted(changed))
    return bool(changed)


@transaction.atomic
def submit(*, offer: PartnerOffer, by: User, at) -> None:
    """Send it to programme staff. Sent already: nothing happens twice."""
    held = hold(offer.pk)
    if held.state == State.SUBMITTED:
        return
    if not held.organisation.is_active:
        raise NotPossible(f"{held.organisation} does not take part now, so it cannot offer anything.")
    if held.is_editable and gaps(held, at):
        raise NotPossible("Something is still missing. Mend what is named below, then send it.")
    nobody = {"taken_by": None, "taken_at": None}
    number = held.times_submitted + 1
    _move(held, State.SUBMITTED, submitted_at=at, times_submitted=number, **nobody)
    record(actor=by, action="offer_submitted", target=held, at=at)
    notify_many(
        people=deciders(without=held.organisation).exclude(pk=by.pk),
        event="offer_received",
        key=f"{held.pk}:{number}",
        subject=f"{held.organisation} sent “{held}” to be read",
        body="Read it, then publish it, return it with what to change, or decline it.",
        url=reverse("offer_review", args=[held.pk]),
        at=at,
    )


@transaction.atomic
def take_back(*, offer: PartnerOffer, by: User, at) -> None:
    """Make it a draft again, to be changed: meanwhile nobody else sees it. What ended begins anew this way."""
    held = hold(offer.pk)
    if held.state == State.DRAFT:
        return
    if held.state in PartnerOffer.ENDED:
        _make_room(held.organisation)
    _move(held, State.DRAFT, taken_by=None, taken_at=None, ended_at=None)
    record(actor=by, action="offer_taken_back", target=held, at=at)


@transaction.atomic
def discard(*, offer: PartnerOffer, by: User, at) -> None:
    """Delete a draft that was never sent; one that others may remember is kept as closed instead."""
    held = hold(offer.pk)
    if not held.is_editable or held.times_submitted:
        raise NotPossible("Only a draft that was never sent can be deleted.")
    record(actor=by, action="offer_discarded", target=held.organisation, at=at, offer=held.pk)
    held.delete()


@transaction.atomic
def close(*, offer: PartnerOffer, by: User, at) -> None:
    """It is no longer shown; those who still wait for an answer are told kindly. Closed already: nothing happens."""
    held = hold(offer.pk)
    if held.state == State.CLOSED:
        return
    _move(held, State.CLOSED, ended_at=at)
    record(actor=by, action="offer_closed", target=held, at=at)
    for answer in OfferAnswer.objects.filter(offer=held, state=OfferAnswer.State.OPEN).order_by("pk"):
        decline_open(answer, by=by, at=at)


@transaction.atomic
def renew(*, offer: PartnerOffer, until, by: User, at) -> None:
    """Show it longer, as it stands: programme staff have read it."""
    held = hold(offer.pk)
    if not held.is_live(at):
        raise NotPossible("Only what is published can be renewed. Make it a draft again to offer it anew.")
    if problem := day_problem(until, at):
        raise NotPossible(f"{problem}.")
    if held.until == until:
        return
    PartnerOffer.objects.filter(pk=held.pk).update(until=until)
    record(actor=by, action="offer_renewed", target=held, at=at, until=until.isoformat())


def _move(offer: PartnerOffer, to: str, **changes) -> None:
    move(offer, field="state", to=to, transitions=PartnerOffer.TRANSITIONS, **changes)
