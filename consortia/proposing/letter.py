"""What somebody who is asked reads. The preview before sending is made of the same, so that it is exactly that."""

import datetime as dt
from dataclasses import dataclass

from consortia.disclosure.opening import released_by
from consortia.models import Invitation, Proposal
from mutuals.models import Organisation
from mutuals.viewers import eyes_of
from mutuals.visibility import SECTIONS

from .words import buyers_of, reasons_of

Answer = Invitation.State
STANDING = (Answer.SENT, Answer.ACCEPTED)


@dataclass(frozen=True)
class Other:
    """Somebody else who is asked: never what it answered but that it is in."""

    name: str
    url: str
    role: str
    is_in: bool


@dataclass(frozen=True)
class Letter:
    """One invitation as those whom it asks read it."""

    proposal: Proposal
    invitation: Invitation
    reasons: list[str]
    buyers: list[str]
    answer_by: dt.datetime | None
    others: list[Other]  # whoever else is asked, while this one is in or can be
    is_joining: bool
    members: list[Other]  # of the consortium that it asks to join

    @property
    def name(self) -> str:
        return self.invitation.name


def letter(
    proposal: Proposal, invitation: Invitation, others: list[Invitation], members=(), *, is_joining: bool = False
) -> Letter:
    """`others`: the proposal's other invitations with their organisations; `members`: of the consortium to join, for
    those who can still answer."""
    reads_others = invitation.state in STANDING
    standing = [one for one in others if reads_others and one.pk != invitation.pk and one.state in STANDING]
    return Letter(
        proposal=proposal,
        invitation=invitation,
        reasons=reasons_of(proposal),
        buyers=buyers_of(proposal),
        answer_by=invitation.expires_at if invitation.state == Answer.SENT else None,
        others=[_other(one) for one in standing],
        is_joining=is_joining or bool(members),
        members=[_member(one) for one in members],
    )


def _other(one: Invitation) -> Other:
    url = one.organisation.get_absolute_url() if one.organisation else ""
    return Other(one.name, url, one.get_role_display(), one.state == Answer.ACCEPTED)


def _member(one) -> Other:
    return Other(one.organisation.name, one.organisation.get_absolute_url(), one.get_role_display(), True)


@dataclass(frozen=True)
class Seen:
    """What some of those asked can read of the proposer's profile, as titles of sections."""

    names: tuple[str, ...]  # of those asked
    is_partner: bool
    shown: tuple[str, ...]
    kept: tuple[str, ...]
    eyes: str  # for the address of the page as they see it


def profile_seen(proposer: Organisation, asked: list[Organisation]) -> list[Seen]:
    """By what they read: partners to whom sections were released in a consortium read more. One query."""
    released = released_by(proposer.pk)
    usual = {section.key for section in eyes_of("organisation", proposer.pk).sections_of(proposer)}
    most = {section.key for section in eyes_of("partner", proposer.pk).sections_of(proposer)}
    groups: dict[frozenset[str], list[str]] = {}
    for one in asked:
        groups.setdefault(frozenset(usual | (most & released.get(one.pk, set()))), []).append(one.name)
    return [_seen(keys, names, is_partner=keys != usual, sees_all=keys == most) for keys, names in groups.items()]


def _seen(keys: frozenset[str], names: list[str], *, is_partner: bool, sees_all: bool) -> Seen:
    return Seen(
        names=tuple(names),
        is_partner=is_partner,
        shown=tuple(section.title for section in SECTIONS if section.key in keys),
        kept=tuple(section.title for section in SECTIONS if section.key not in keys),
        eyes="partner" if is_partner and sees_all else "organisation",
    )
