"""Organisations that a page could name: listed and asked by staff; each agrees, refuses or takes it back for itself."""

import datetime as dt

from django.db import transaction

from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from support_requests.models import KnowledgeConsent, KnowledgePage

from . import knowledge_telling as telling
from .knowledge import hold_page
from .knowledge_names import all_names_nobody

State = KnowledgeConsent.State
MAY_ANSWER = (State.ASKED, State.REFUSED, State.TAKEN_BACK)
NO_NAMES = "Only case studies and pilots say who took part."
WITHDRAWN = "This page was withdrawn. Publish it again before you ask anybody."
ASKED_ALREADY = "{organisation} has this wording already. Ask again once the words have changed."
OTHER_WORDS = "The words were changed while you were reading. Read them again below, then decide."
ANSWERED = "This was answered meanwhile, or is not asked any more. Below is how it stands now."


@transaction.atomic
def list_organisation(
    *, page: KnowledgePage, organisation: Organisation, by: User, at: dt.datetime
) -> KnowledgeConsent:
    """Say that an organisation took part; nobody is asked or told by that. Raises NotPossible."""
    current = hold_page(page.pk)
    if not current.may_name:
        raise NotPossible(NO_NAMES)
    consent, is_new = KnowledgeConsent.objects.get_or_create(page=current, organisation=organisation)
    if is_new:
        all_names_nobody(current, inside=True)
        record(actor=by, action="knowledge_organisation_listed", target=consent, at=at)
    return consent


@transaction.atomic
def unlist(*, consent: KnowledgeConsent, by: User, at: dt.datetime) -> bool:
    """Take an organisation off the list, and its name off the page; returns whether it was there."""
    current, held = _hold(consent)
    if held is None:
        return False
    record(actor=by, action="knowledge_organisation_unlisted", target=current, at=at)
    held.delete()
    return True


@transaction.atomic
def ask(*, consent: KnowledgeConsent, by: User, at: dt.datetime) -> bool:
    """Ask for consent to the wording as it is now; returns whether that was not done already. Raises NotPossible."""
    page, held = _hold(consent)
    if held is None:
        raise NotPossible(ANSWERED)
    if page.state == KnowledgePage.State.WITHDRAWN:
        raise NotPossible(WITHDRAWN)
    if held.state == State.ASKED:
        return False
    if held.version == page.version:
        raise NotPossible(ASKED_ALREADY.format(organisation=held.organisation))
    all_names_nobody(page)
    telling.ask(held, page=page, by=by, at=at)
    return True


@transaction.atomic
def answer(
    *,
    consent: KnowledgeConsent,
    seen: str,
    version: int,
    agrees: bool,
    name: str,
    role: str,
    reason: str,
    by: User,
    at: dt.datetime,
) -> bool:
    """Agree to be named in the wording that was read, or refuse; the same once more changes nothing.

    Whoever refused or took it back may agree later. Raises NotPossible where the words are others by now, it is not
    asked, or it does not stand any more as it was `seen` (a State).
    """
    page, held = _hold(consent)
    to = State.AGREED if agrees else State.REFUSED
    if held is None or seen not in MAY_ANSWER:
        raise NotPossible(ANSWERED)
    if (held.state, held.version) == (to, version):
        return False
    if held.state != seen:
        raise NotPossible(ANSWERED)
    if version != page.version:
        raise NotPossible(OTHER_WORDS)
    said = {"name": name, "role": role, "reason": reason}
    _save(held, state=to, version=version, answered_by=by, answered_at=at, **said)
    record(actor=by, action=f"knowledge_consent_{to.value}", target=held, at=at, version=version)
    words = "agreed to be named" if agrees else "does not want to be named"
    telling.tell_writer(held, event="knowledge_consent_answered", said=words, by=by, at=at)
    return True


@transaction.atomic
def take_back(*, consent: KnowledgeConsent, reason: str, by: User, at: dt.datetime) -> bool:
    """Have the name taken off at once; returns whether consent was given."""
    _, held = _hold(consent)
    if held is None or held.state != State.AGREED:
        return False
    said = {"name": str(by)[:150], "role": "", "reason": reason}
    _save(held, state=State.TAKEN_BACK, answered_by=by, answered_at=at, **said)
    record(actor=by, action="knowledge_consent_taken_back", target=held, at=at)
    words = "took back the consent to be named"
    telling.tell_writer(held, event="knowledge_consent_taken_back", said=words, by=by, at=at)
    return True


def _hold(consent: KnowledgeConsent) -> tuple[KnowledgePage, KnowledgeConsent | None]:
    """Page and consent as they are now, locked in this order; no consent where it was taken off the list."""
    page = hold_page(consent.page_id)
    KnowledgeConsent.objects.select_for_update().filter(pk=consent.pk).first()
    return page, KnowledgeConsent.objects.select_related("organisation", "page").filter(pk=consent.pk).first()


def _save(consent: KnowledgeConsent, **changes) -> None:
    for name, value in changes.items():
        setattr(consent, name, value)
    consent.save(update_fields=list(changes))
