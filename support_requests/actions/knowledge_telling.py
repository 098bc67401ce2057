"""Telling those who are asked whether they may be named, those who are, and the staff who asked."""

import datetime as dt

from django.utils.text import Truncator

from mutuals.models import Membership
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.notifications.actions import notify_many
from support_requests.models import KnowledgeConsent, KnowledgePage
from support_requests.officers import officers

from .telling import ACTING


def ask(consent: KnowledgeConsent, *, page: KnowledgePage, by: User, at: dt.datetime) -> None:
    """Have the organisation decide on the wording as it is now, and tell those who act for it. `page` is held."""
    KnowledgeConsent.objects.filter(pk=consent.pk).update(
        state=KnowledgeConsent.State.ASKED,
        version=page.version,
        asked_at=at,
        answered_by=None,
        answered_at=None,
        name="",
        role="",
        reason="",
    )
    record(actor=by, action="knowledge_consent_asked", target=consent, at=at, version=page.version)
    _tell_organisation(
        consent,
        event="knowledge_consent_asked",
        key=f"{consent.pk}-{page.version}-{at.isoformat()}",
        subject=f"May {consent.organisation} be named in “{Truncator(page.title).chars(80)}”?",
        body="Read exactly what is to be published, then agree or refuse. Without your consent it names nobody.",
        by=by,
        at=at,
    )


def ask_again(page: KnowledgePage, *, by: User, at: dt.datetime) -> None:
    """After a change of the wording: ask those who had agreed to another one; those who are still asked read on.

    Nobody is asked about a page that is withdrawn: staff ask once they publish it again.
    """
    if page.state == KnowledgePage.State.WITHDRAWN:
        return
    rows = KnowledgeConsent.objects.select_for_update().filter(page=page).exclude(version=page.version)
    rows.filter(state=KnowledgeConsent.State.ASKED).update(version=page.version)
    for consent in rows.filter(state=KnowledgeConsent.State.AGREED):
        ask(consent, page=page, by=by, at=at)


def tell_named(page: KnowledgePage, *, by: User, at: dt.datetime) -> None:
    """Tell organisations that agreed that they are named in public now."""
    for consent in page.consents.agreed().select_related("organisation"):
        _tell_organisation(
            consent,
            event="knowledge_named",
            key=f"{consent.pk}-{at.isoformat()}",
            subject=f"Published, with the name of {consent.organisation}: “{Truncator(page.title).chars(80)}”",
            body="You can take your consent back at any time: then the name is taken off at once.",
            by=by,
            at=at,
        )


def tell_writer(consent: KnowledgeConsent, *, event: str, said: str, by: User, at: dt.datetime) -> None:
    """Tell whoever wrote the page last, or all who decide where that person is no programme staff any more."""
    page = consent.page
    people = officers()
    if page.written_by_id and people.filter(pk=page.written_by_id).exists():
        people = people.filter(pk=page.written_by_id)
    notify_many(
        people=people.exclude(pk=by.pk),
        event=event,
        key=f"{consent.pk}-{at.isoformat()}",
        subject=Truncator(f"{consent.organisation} {said}: “{page.title}”").chars(190),
        url=page.get_absolute_url(),
        at=at,
    )


def _tell_organisation(
    consent: KnowledgeConsent, *, event: str, key: str, subject: str, body: str, by: User, at: dt.datetime
) -> None:
    acting = Membership.objects.filter(organisation=consent.organisation_id, role__in=ACTING)
    notify_many(
        people=User.objects.filter(is_active=True, pk__in=acting.values("user")).exclude(pk=by.pk),
        event=event,
        key=key,
        subject=Truncator(subject).chars(190),
        body=body,
        url=consent.get_absolute_url(),
        members_of=consent.organisation,
        at=at,
    )
