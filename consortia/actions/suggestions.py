"""What an organisation decides about its own suggestions: each takes effect at once and can be taken back.

Pages and e-mails leave out what was decided from the next reading on; matching finds others in its place.
"""

from django.db import transaction

from commissioners.models import Opportunity
from consortia.matching.weights import DETERMINANTS
from consortia.models import MutedReason, NotSuggested, Rival, SetAside
from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.changes.actions import mark


@transaction.atomic
def set_aside(
    *,
    organisation: Organisation,
    opportunity: Opportunity | None = None,
    partner: Organisation | None = None,
    cause: str,
    until=None,
    by,
    at,
) -> SetAside:
    """Suggest an opportunity or a possible partner no more, or until then. Saying it again changes the cause."""
    if partner is not None:
        _must_be_another(organisation, partner)
    what = {"organisation": organisation, "opportunity": opportunity, "partner": partner}
    SetAside.objects.filter(**what, until__lte=at).delete()  # its time is over: this is another decision
    found, is_new = SetAside.objects.update_or_create(
        **what,
        defaults={"cause": cause, "until": until},
        create_defaults={"cause": cause, "until": until, "by": by, "at": at},
    )
    if is_new:
        action = "tender_set_aside" if opportunity is not None else "partner_set_aside"
        record(actor=by, action=action, target=organisation, at=at)
        _match_again(organisation, at=at)
    return found


@transaction.atomic
def suggest_again(*, set_aside: SetAside, by, at) -> None:
    """Take a setting aside back. What was taken back already stays so."""
    if SetAside.objects.filter(pk=set_aside.pk).delete()[0]:
        record(actor=by, action="set_aside_taken_back", target=set_aside.organisation, at=at)
        _match_again(set_aside.organisation, at=at)


@transaction.atomic
def mute(*, organisation: Organisation, determinants: set[str], by, at) -> bool:
    """Mute these determinants and no others; returns whether anything changed."""
    wanted = determinants & set(DETERMINANTS)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    muted = MutedReason.objects.filter(organisation=organisation)
    before = set(muted.values_list("determinant", flat=True))
    if before == wanted:
        return False
    muted.exclude(determinant__in=wanted).delete()
    MutedReason.objects.bulk_create(
        MutedReason(organisation=organisation, determinant=name, by=by, at=at) for name in sorted(wanted - before)
    )
    record(actor=by, action="reasons_muted", target=organisation, at=at)
    return True


@transaction.atomic
def name_rival(*, organisation: Organisation, rival: Organisation, by, at) -> bool:
    """Never suggest the two to each other; the other is not told. Returns whether it was not so before."""
    _must_be_another(organisation, rival)
    _, is_new = Rival.objects.get_or_create(organisation=organisation, rival=rival, defaults={"by": by, "at": at})
    if is_new:
        record(actor=by, action="rival_named", target=organisation, at=at)
        _match_again(organisation, rival, at=at)
    return is_new


@transaction.atomic
def forget_rival(*, rival: Rival, by, at) -> None:
    """The two may be suggested to each other again, unless the other says otherwise."""
    if Rival.objects.filter(pk=rival.pk).delete()[0]:
        record(actor=by, action="rival_forgotten", target=rival.organisation, at=at)
        _match_again(rival.organisation, rival.rival, at=at)


@transaction.atomic
def be_suggested(*, organisation: Organisation, suggested: bool, by, at) -> bool:
    """Let the organisation be suggested to others, or not; returns whether that changed anything."""
    if suggested:
        changed = bool(NotSuggested.objects.filter(organisation=organisation).delete()[0])
    else:
        _, changed = NotSuggested.objects.get_or_create(organisation=organisation, defaults={"by": by, "at": at})
    if changed:
        action = "let_itself_be_suggested" if suggested else "not_suggested_any_more"
        record(actor=by, action=action, target=organisation, at=at)
        _match_again(organisation, at=at)
    return changed


def _must_be_another(organisation: Organisation, other: Organisation) -> None:
    if organisation.pk == other.pk:
        raise NotPossible("Choose another organisation: this is your own.")


def _match_again(*organisations: Organisation, at) -> None:
    for one in organisations:
        mark(kind="organisation", object_id=one.pk, at=at)
