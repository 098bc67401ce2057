"""What buyers do with contracts that were awarded, and what the portal does with those of notices."""

from django.db import transaction
from django.urls import reverse
from django.utils.text import Truncator

from commissioners import suppliers
from commissioners.choices import LotOutcome, Source
from commissioners.delivery.winners import Winner, as_suppliers, in_words, of_award
from commissioners.differences import assign, difference
from commissioners.models import Award, AwardSupplier, Lot
from commissioners.plain_words import day
from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record, record_all
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.changes.actions import mark, mark_many
from partnerships_portal.joining.people import people_of, programme_managers
from partnerships_portal.notifications.actions import notify_many
from partnerships_portal.reference.models import Region

from .outcomes import MEANWHILE, allow_direct_award, hold, hold_lots, settle, tell_outcome
from .telling import people_of_bodies

TOGETHER = ("services", "places", "regions")  # of an award: those of its lots


@transaction.atomic
def announce(*, opportunity, lots, winners: list[Winner], values: dict, by, at, version: int | None = None) -> Award:
    """Make public who won some lots. With that the lots are decided; the opportunity is awarded once all are.

    `values` are columns of the award: value in pounds without VAT, numbers of bids, dates, a note. Raises NotPossible
    where a lot was decided already (a repeated press too), NotReady where a direct award lacks something.
    """
    current = hold(opportunity)
    held = hold_lots(current, lots, outcomes={LotOutcome.PENDING})
    if version not in (None, current.version):
        raise NotPossible(MEANWHILE)
    _some(winners)
    allow_direct_award(current, lots=held, at=at)
    award = _create(current, held, winners, values, by=by, at=at)
    details = {"award": award.pk, "lots": [lot.number for lot in held], "to": in_words(winners)}
    personal = settle(current, action="award_announced", details=details, by=by, at=at)
    _match_again(winners, at=at)
    did = f"awarded to {_few(winners)}"
    tell_outcome(current, did=did, note=_told(award), personal=personal, by=by, at=at)
    _tell_winners(award, winners, at=at)
    return award


def _create(opportunity, lots, winners: list[Winner], values: dict, *, by, at) -> Award:
    award = Award.objects.create(
        body=opportunity.body,
        opportunity=opportunity,
        title=_title(opportunity, lots),
        source=Source.PORTAL,
        is_joint=len(winners) > 1,
        announced_at=at,
        created_by=by,
        is_demo=opportunity.is_demo,
        **values,
    )
    AwardSupplier.objects.bulk_create(as_suppliers(winners, award))
    _cover(award, lots, at=at)
    return award


@transaction.atomic
def correct(*, award, lots, winners: list[Winner], values: dict, reason: str, by, at, version: int) -> list[dict]:
    """Correct what was made public of an award; the history shows what changed and why. Returns the changes.

    A lot that is taken off it is undecided again. Raises NotPossible where somebody was quicker (`version`).
    """
    opportunity = hold(award.opportunity)
    current = _held_award(award, version=version)
    _some(winners)
    before, had = of_award(current), {lot.pk: lot for lot in current.lots.all()}
    new = [lot for lot in lots if lot.pk not in had]
    held = [had[lot.pk] for lot in lots if lot.pk in had]
    held += hold_lots(opportunity, new, outcomes={LotOutcome.PENDING}) if new else []
    changes = assign(current, values) + _changed_parts(before, winners, had.values(), held)
    if not changes:
        return []
    _rewrite(current, winners, held, title=_title(opportunity, held), at=at)
    gone = had.keys() - {lot.pk for lot in held}
    Lot.objects.filter(pk__in=gone).update(outcome=LotOutcome.PENDING, decided_at=None)
    details = {"award": current.pk, "changes": changes, "note": reason}
    personal = settle(opportunity, action="award_corrected", details=details, by=by, at=at)
    _match_again([*before, *winners], at=at)
    did = "awarded otherwise: a correction"
    tell_outcome(opportunity, did=did, note=reason, changes=changes, personal=personal, by=by, at=at)
    _tell_winners(current, winners, at=at)
    return changes


@transaction.atomic
def dispute(*, award, organisation, message: str, by, at) -> None:
    """An organisation says that it is not the supplier that an award names. Buyer and programme staff are told, once.

    The award stays as it is until the buyer corrects it. Raises NotPossible where it is not named.
    """
    if not award.suppliers.filter(organisation=organisation).exists():
        raise NotPossible(f"The award does not name {organisation} any more.")
    opportunity = award.opportunity
    record(actor=by, action="award_disputed", target=organisation, at=at, award=award.pk)
    title = Truncator(award.title).chars(100)
    for event, people in (
        ("award_disputed", people_of_bodies(opportunity.buyer_ids())),
        ("award_disputed_for_programme", programme_managers()),
    ):
        notify_many(
            people=people,
            event=event,
            key=f"{award.pk}-{award.version}-{organisation.pk}",
            subject=f"{Truncator(organisation.name).chars(60)} says it did not win “{title}”",
            body=message,
            url=reverse("opportunity_awards", args=[opportunity.pk]),
            at=at,
        )


def _held_award(award, *, version: int) -> Award:
    """The award as it stands, held, where it may be corrected here and nobody was quicker."""
    current = Award.objects.select_for_update(of=("self",)).get(pk=award.pk)
    if current.source != Source.PORTAL:
        raise NotPossible("This award comes from a notice. Correct it where the notice was published.")
    if current.version != version:
        raise NotPossible(
            "Someone else corrected this award while you were writing. Look at it again, then correct it."
        )
    return current


def _rewrite(award, winners: list[Winner], lots: list[Lot], *, title: str, at) -> None:
    """Save a corrected award with those who won and what it is for."""
    award.version += 1
    award.is_joint, award.title = len(winners) > 1, title
    award.save()
    if of_award(award) != winners:
        award.suppliers.all().delete()
        AwardSupplier.objects.bulk_create(as_suppliers(winners, award))
    _cover(award, lots, at=at)


def _some(winners) -> None:
    if not winners:
        raise NotPossible("Say who won: at least one organisation.")


def _few(winners: list[Winner]) -> str:
    others = len(winners) - 1
    return winners[0].name + (f" and {others} {'other' if others == 1 else 'others'}" if others else "")


def _told(award) -> str:
    """What a message says of an award: who won, the standstill with its date, what can be learnt."""
    lines = [f"Awarded: {award.title}. Won by {in_words(of_award(award))}."]
    if award.standstill_ends_on:
        lines.append(f"The standstill ends at midnight at the end of {day(award.standstill_ends_on)}.")
    return "\n".join([*lines, award.note]).strip()


def _title(opportunity, lots: list[Lot]) -> str:
    """The opportunity's own where the award is for all of it, else with its lots."""
    if len(lots) == opportunity.lots.count():
        return opportunity.title
    return Truncator(f"{opportunity.title}: {', '.join(str(lot) for lot in lots)}").chars(500)


def _cover(award, lots: list[Lot], *, at) -> None:
    """The award is for these lots: they are awarded with it, and it has their services and places for matching."""
    award.lots.set(lots)
    Lot.objects.filter(pk__in=[lot.pk for lot in lots]).update(
        outcome=LotOutcome.AWARDED, outcome_reason="", decided_at=at
    )
    for kind in TOGETHER:
        model = getattr(Award, kind).field.related_model
        wanted = model.objects.filter(lots__in=lots).distinct()
        if kind == "regions" and any(lot.is_nationwide for lot in lots):
            wanted = Region.objects.all()
        getattr(award, kind).set(wanted)


def _changed_parts(before: list[Winner], after: list[Winner], had, lots) -> list[dict]:
    """What differs in who won, and in which lots."""
    found = []
    if before != after:
        found.append(difference("Awarded to", in_words(before), in_words(after)))
    was, now = (", ".join(sorted(lot.number for lot in some)) for some in (had, lots))
    if was != now:
        found.append(difference("Lots", was, now))
    return found


def _match_again(winners: list[Winner], *, at) -> None:
    """Winners have a history with the buyer now; the record of joint working of a region concerns everyone in it."""
    ids = sorted({each.organisation for each in winners if each.organisation})
    if ids:
        mark_many(kind="organisation", object_ids=ids, at=at)
    mark(kind="everything", at=at)


def _tell_winners(award, winners: list[Winner], *, at) -> None:
    """Tell the people of each organisation that an award names it; once for each award."""
    ids = [each.organisation for each in winners if each.organisation]
    for organisation in Organisation.objects.filter(pk__in=ids):
        notify_many(
            people=people_of(organisation),
            event="award_names_organisation",
            key=f"{award.pk}-{organisation.pk}",
            subject=f"{award.body} has published that {Truncator(organisation.name).chars(60)} won a contract",
            body=award.title,
            url=reverse("opportunity_awards", args=[award.opportunity_id]),
            members_of=organisation,
            at=at,
        )


@transaction.atomic
def link_suppliers(*, at) -> int:
    """Give organisations the contracts won under their numbers, and match anew those that gained or lost any.

    Whenever a number was saved or an award imported; returns how many organisations changed.
    """
    changed = suppliers.link()
    record_all(
        [
            AuditEvent(
                at=at,
                actor=None,
                action="awards_linked",
                target_kind=Organisation._meta.label_lower,
                target_id=pk,
            )
            for pk in changed
        ]
    )
    if changed:
        mark_many(kind="organisation", object_ids=changed, at=at)
    return len(changed)
