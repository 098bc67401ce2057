"""What a request is about, and what its asker agreed that staff and advisers read of it."""

import datetime as dt

from django.db import transaction
from django.utils.text import Truncator

from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.conflicts.versions import fingerprint
from support_requests.asking import about
from support_requests.models import AgreedContext, SupportRequest

from .holding import hold
from .telling import tell_advisers, tell_programme

SENT = "This request was sent already: what it is about can no longer be changed."
ENDED = "This request has ended: what was agreed for it stays as it was."
GONE = "Your organisation has no part in this any more. Choose again what the request is about."
OTHERWISE = "What staff would read has changed since you opened the page. Read it once more, then answer."


@transaction.atomic
def choose(*, request: SupportRequest, key: str, by: User, at: dt.datetime) -> bool:
    """Say what a draft is about ("consortium-5", "" for nothing); returns whether that differs. Nothing is shared yet.

    Raises NotPossible where that is no matter of the organisation, or the person cannot see it.
    """
    held = _draft(request)
    chosen = about.one(by, held.organisation, key) if key else None
    if key and chosen is None:
        raise NotPossible(GONE)
    if about.key_of(held) == key:
        return False
    _set(held, chosen, at)
    record(actor=by, action="support_draft_changed", target=held, at=at, fields=["about"])
    return True


@transaction.atomic
def agree(*, request: SupportRequest, is_agreed: bool, seen: str, by: User, at: dt.datetime) -> None:
    """Share what was shown, word for word, or share nothing. `seen`: the fingerprint of what was shown.

    Raises NotPossible where that is not what stands there now.
    """
    held = _draft(request)
    AgreedContext.objects.filter(request=held).delete()
    if is_agreed:
        chosen = about.one(by, held.organisation, about.key_of(held))
        if chosen is None:
            raise NotPossible(GONE)
        facts = about.facts_of(chosen, held.organisation)
        if fingerprint(facts) != seen:
            raise NotPossible(OTHERWISE)
        AgreedContext.objects.create(request=held, facts=facts, agreed_by=by, agreed_at=at)
    SupportRequest.objects.filter(pk=held.pk).update(shares_context=is_agreed, changed_at=at)
    record(actor=by, action="support_context_shared" if is_agreed else "support_context_kept", target=held, at=at)


@transaction.atomic
def stop_sharing(*, request: SupportRequest, by: User, at: dt.datetime) -> bool:
    """Take the consent back for a request that was sent; returns whether anything was shared until now.

    Whoever works on it is told to go by what the asker wrote. Raises NotPossible once it has ended.
    """
    held = hold(request.pk)
    if not held.shares_context:
        return False
    if not held.is_open:
        raise NotPossible(ENDED)
    AgreedContext.objects.filter(request=held).delete()
    SupportRequest.objects.filter(pk=held.pk).update(shares_context=False, changed_at=at)
    record(actor=by, action="support_context_taken_back", target=held, at=at)
    subject = Truncator(f"{held.organisation} does not share any more what “{held}” is about").chars(190)
    body = "Go by what they wrote themselves."
    tell_programme(held, event="support_context_taken_back", key=held.pk, subject=subject, body=body, by=by, at=at)
    tell_advisers(held, event="advising_context_taken_back", key=held.pk, subject=subject, body=body, by=by, at=at)
    return True


def drop_what_is_lost(held: SupportRequest, *, by: User, at: dt.datetime) -> str:
    """Take away what a held draft is about where the organisation has no part in it any more; its name, or "" ."""
    key = about.key_of(held)
    if not key or about.one(by, held.organisation, key) is not None:
        return ""
    lost = str(held.consortium or held.proposal or held.opportunity)
    _set(held, None, at)
    record(actor=by, action="support_context_dropped", target=held, at=at)
    return lost


def _draft(request: SupportRequest) -> SupportRequest:
    held = hold(request.pk)
    if held.state != SupportRequest.State.DRAFT:
        raise NotPossible(SENT)
    return held


def _set(held: SupportRequest, chosen: about.About | None, at: dt.datetime) -> None:
    AgreedContext.objects.filter(request=held).delete()
    columns = about.fields_of(chosen) | {"shares_context": False, "changed_at": at}
    SupportRequest.objects.filter(pk=held.pk).update(**columns)
    for name, value in columns.items():
        setattr(held, name, value)
