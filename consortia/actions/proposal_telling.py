"""Telling the people of organisations about proposals: whoever is concerned, once, and no more than concerns them."""

from collections.abc import Iterable

from consortia.models import Consortium, Invitation, Proposal
from consortia.proposing.words import about, short
from mutuals.models import Organisation

from .telling import tell_members, tell_organisation


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
