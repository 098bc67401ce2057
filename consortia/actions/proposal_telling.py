"""Telling the people of organisations about proposals: whoever is concerned, once, and no more than concerns them."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from consortia.models import Consortium, Invitation, Proposal, ProposalNote
from consortia.proposing.words import about, short
from mutuals.models import Organisation
from partnerships_portal.accounts.addresses import NO_ADDRESS
from partnerships_portal.notifications.actions import notify_address

from .telling import tell_members, tell_organisation


def in_full(moment: dt.datetime | None) -> str:
    """A day and a time by UK clocks, as sentences say them."""
    if moment is None:
        return "it is withdrawn"
    local = timezone.localtime(moment)
    return f"{local.day} {local:%B %Y, %H:%M}"


def asked(proposal: Proposal, organisations: Iterable[Organisation], *, by, at) -> None:
    """Those who are asked."""
    for one in organisations:
        _tell(
            one,
            proposal,
            event="partnership_proposed",
            subject=f"{short(proposal.proposer.name)} asks {short(one.name)} {about(proposal)}",
            body=f"“{proposal.title}”. Read what it proposes, and accept or decline.",
            by=by,
            at=at,
        )


def colleagues_of_proposer(proposal: Proposal, *, by, at) -> None:
    _tell(
        proposal.proposer,
        proposal,
        event="colleague_proposed",
        subject=f"{by} sent a proposal {about(proposal)}",
        body=f"“{proposal.title}”, for {proposal.proposer}.",
        by=by,
        at=at,
    )


def withdrawn(proposal: Proposal, organisations: Iterable[Organisation], *, by, at) -> None:
    """Those who had accepted or could still answer."""
    for one in organisations:
        _tell(
            one,
            proposal,
            event="proposal_withdrawn",
            subject=f"{short(proposal.proposer.name)} has withdrawn what it proposed to {short(one.name)}",
            body=f"“{proposal.title}”. You need do nothing.",
            by=by,
            at=at,
        )


def formed_without(proposal: Proposal, organisations: Iterable[Organisation], *, by, at) -> None:
    """Those whose invitation waited when the consortium was formed."""
    for one in organisations:
        _tell(
            one,
            proposal,
            event="proposal_withdrawn",
            subject=f"{short(proposal.proposer.name)} no longer asks {short(one.name)} {about(proposal)}",
            body=f"“{proposal.title}” went on with those who had accepted. You need do nothing.",
            by=by,
            at=at,
        )


def formed(consortium: Consortium, *, by, at) -> None:
    tell_members(
        consortium,
        event="consortium_formed",
        key=consortium.pk,
        subject=f"{consortium.name} is formed",
        body="Its members share a workspace: agree how you work together, and what comes next.",
        by=by,
        at=at,
    )


def joined(consortium: Consortium, invitation: Invitation, *, by, at) -> None:
    """All members, the new one's colleagues among them."""
    tell_members(
        consortium,
        event="consortium_joined",
        key=f"{consortium.pk}-{invitation.pk}",
        subject=f"{short(invitation.name)} joined {short(consortium.name)}",
        body=f"As {invitation.get_role_display().lower()}.",
        by=by,
        at=at,
    )


def answered(invitation: Invitation, *, event: str, did: str, body: str = "", by, at) -> None:
    """The proposer, of an answer; and the colleagues of whoever gave it. `did`: "accepted your proposal"."""
    proposal, name = invitation.proposal, short(invitation.name)
    _tell(
        proposal.proposer,
        proposal,
        event=event,
        subject=f"{name} {did}",
        body=body or f"“{proposal.title}”.",
        key=f"{invitation.pk}-{at.isoformat()}",
        by=by,
        at=at,
    )
    _tell(
        invitation.organisation,
        proposal,
        event="colleague_answered_proposal",
        subject=f"{by} answered {short(proposal.proposer.name)}: {name} {did}",
        body=f"“{proposal.title}”.",
        key=f"{invitation.pk}-{at.isoformat()}",
        by=by,
        at=at,
    )


def others_changed(proposal: Proposal, invitations: Iterable[Invitation], *, what: str, by, at) -> None:
    """Those who are in, or can still answer: whom they would partner with has changed. `what`: a sentence."""
    for one in invitations:
        if one.organisation:
            _tell(
                one.organisation,
                proposal,
                event="proposal_partners_changed",
                subject=f"Who is asked by {short(proposal.proposer.name)} has changed",
                body=f"{what} “{proposal.title}”.",
                key=f"{one.pk}-{at.isoformat()}",
                by=by,
                at=at,
            )


def _tell(organisation, proposal: Proposal, *, event, subject, body, by, at, key=None) -> None:
    tell_organisation(
        organisation,
        event=event,
        key=key or f"{proposal.pk}-{organisation.pk}-{at.isoformat()}",
        subject=subject,
        body=body,
        url=proposal.get_absolute_url(),
        by=by,
        at=at,
    )


def written(note: ProposalNote, *, to: Organisation | None, by, at) -> None:
    """The other side, of a question, a suggestion or a reply."""
    if to is None:
        return
    what = {"question": "asks a question", "change": "suggests a change", "reply": "replied"}[note.kind]
    proposal = note.invitation.proposal
    _tell(
        to,
        proposal,
        event="proposal_note_written",
        subject=f"{short(note.organisation.name)} {what}: “{short(str(proposal))}”",
        body=note.text,
        key=note.pk,
        by=by,
        at=at,
    )


def role_changed(invitation: Invitation, *, what: str, by, at) -> None:
    """The organisation asked, of its new role."""
    if invitation.organisation:
        _tell(
            invitation.organisation,
            invitation.proposal,
            event="proposal_note_written",
            subject=f"{short(invitation.proposal.proposer.name)} agrees to what you suggested",
            body=f"{what} “{invitation.proposal.title}”.",
            key=f"{invitation.pk}-{at.isoformat()}",
            by=by,
            at=at,
        )


def expired(invitation: Invitation, *, at) -> None:
    """Both sides: it was not answered in time."""
    proposal, name = invitation.proposal, short(invitation.name)
    _tell(
        proposal.proposer,
        proposal,
        event="proposal_expired",
        subject=f"{name} did not answer in time",
        body=f"“{proposal.title}”. You can ask another organisation in its place, or the same one again.",
        key=f"{invitation.pk}-expired",
        by=None,
        at=at,
    )
    tell_asked(
        invitation,
        event="proposal_expired_unanswered",
        subject=f"What {short(proposal.proposer.name)} proposed to {name} can no longer be answered",
        body=f"“{proposal.title}”. If you would still like to, write to {proposal.proposer}: they can ask again.",
        key=f"{invitation.pk}-expired",
        at=at,
    )


def reminded(invitation: Invitation, *, at) -> None:
    """Those asked: the time to answer ends soon."""
    proposal = invitation.proposal
    tell_asked(
        invitation,
        event="proposal_ends_soon",
        subject=f"{short(proposal.proposer.name)} waits for your answer until {in_full(invitation.expires_at)}",
        body=f"“{proposal.title}”. Read what it proposes, and accept or decline, or ask a question.",
        key=f"{invitation.pk}-reminder",
        at=at,
    )


def asked_by_address(proposal: Proposal, invitations: Iterable[Invitation], *, ends, by, at) -> None:
    """Those who are known by an address alone: what it says is read once the address is shown to be theirs."""
    for one in invitations:
        _tell_address(
            one,
            proposal,
            event="partnership_proposed",
            subject=f"{short(proposal.proposer.name)} asks {short(one.name)} {about(proposal)}",
            body=f"{by} of {proposal.proposer} entered this address. To read the proposal and to answer, sign in with "
            f"it or create an account for it. Register {one.name} if it is not in the directory yet. An answer can be "
            f"given until {in_full(ends)}.",
            key=f"{one.pk}-asked",
            at=at,
        )


def withdrawn_by_address(proposal: Proposal, invitations: Iterable[Invitation], *, at) -> None:
    """Those who were asked by an address, and are asked no longer."""
    for one in invitations:
        _tell_address(
            one,
            proposal,
            event="proposal_withdrawn",
            subject=f"{short(proposal.proposer.name)} no longer asks {short(one.name)} {about(proposal)}",
            body="You need do nothing.",
            key=f"{one.pk}-withdrawn",
            at=at,
        )


def claimed(invitation: Invitation, *, was: str, by, at) -> None:
    """The proposer: who answers for the one that was asked by address."""
    _tell(
        invitation.proposal.proposer,
        invitation.proposal,
        event="proposal_claimed",
        subject=f"{short(invitation.name)} has your proposal",
        body=f"You asked “{was}” by e-mail. {by} answers for {invitation.name}.",
        key=f"{invitation.pk}-claimed",
        by=by,
        at=at,
    )


def tell_proposer(proposal: Proposal, *, event, subject, body, key, at) -> None:
    """The people of the organisation that proposes."""
    _tell(proposal.proposer, proposal, event=event, subject=subject, body=body, key=key, by=None, at=at)


def tell_asked(invitation: Invitation, *, event, subject, body, key, at) -> None:
    """The people of the organisation asked, or, where it is not in the portal, whoever reads its address."""
    proposal = invitation.proposal
    if invitation.organisation:
        _tell(invitation.organisation, proposal, event=event, subject=subject, body=body, key=key, by=None, at=at)
    _tell_address(invitation, proposal, event=event, subject=subject, body=body, key=key, at=at)


def _tell_address(one: Invitation, proposal: Proposal, *, event, subject, body, key, at) -> None:
    if one.organisation_id or not one.email or one.email.endswith(NO_ADDRESS):
        return
    notify_address(
        address=one.email,
        event=event,
        key=key,
        subject=subject,
        body=body,
        url=proposal.get_absolute_url(),
        because=f"{proposal.proposed_by} of {proposal.proposer} entered your address",
        at=at,
    )
