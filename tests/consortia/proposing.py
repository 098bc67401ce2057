"""Proposals as their people make, answer and confirm them."""

import re

from django.utils import timezone

from consortia.actions import drafts, invitations, proposals
from consortia.proposing import fingerprint
from consortia.proposing.lines import Line
from consortia.proposing.page import check_page
from partnerships_portal.notifications.models import Notification
from tests.factories import MembershipFactory, OrganisationFactory

LETTER = {"title": "Recovery together", "message": "Shall we?", "role": "lead", "partnership_model": "alliance"}


def joined(name, role="owner"):
    """An organisation with a person who acts for it."""
    organisation = OrganisationFactory(name=name)
    return organisation, MembershipFactory(organisation=organisation, role=role).user


def drafted(organisation, by, *others, at=None, **values):
    """A draft that asks these others and lacks nothing."""
    said = {"motivators": ["capacity"], "title": "Recovery together", "message": "Shall we?"} | values
    lines = [Line(one, "equal", f"Note for {one}") for one in others]
    return drafts.start(proposer=organisation, values=said, lines=lines, by=by, at=at or timezone.now())


def send(draft, by, at=None):
    at = at or timezone.now()
    return proposals.send(proposal=draft, seen=check_page(draft, at=at)["seen"], by=by, at=at)


def opened(organisation, by, *others, **values):
    """A proposal that these others were asked by."""
    draft = drafted(organisation, by, *others, **values)
    send(draft, by)
    draft.refresh_from_db()
    return draft


def confirm(proposal, by, at=None):
    seen = fingerprint.of_answers(proposal.invitations.all())
    return proposals.confirm(proposal=proposal, seen=seen, by=by, at=at or timezone.now())


def answer(proposal, organisation, by, accepts=True, why=""):
    invitation = proposal.invitations.get(organisation=organisation, state="sent")
    at = timezone.now()
    if accepts:
        return invitations.accept(invitation=invitation, by=by, at=at)
    return invitations.decline(invitation=invitation, answer=why, by=by, at=at)


def told(person, event=None):
    rows = Notification.objects.filter(person=person)
    return [row.subject for row in (rows.filter(event=event) if event else rows).order_by("pk")]


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))
