"""How far each member of a consortium has come: what it accepted, what it released, and what is open to us."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from consortia.disclosure.opening import released_to
from consortia.models import AgreementAcceptance, ConfidentialityAgreement, ConsortiumMember, SectionRelease
from consortia.workspace.seats import Workspace
from mutuals.visibility import SECTIONS_BY_KEY, Visibility

RESTS = {
    Visibility.PROGRAMME: "kept for the programme alone now, so nobody here sees it",
    Visibility.SIGNED_IN: "shown to all signed-in organisations now",
    Visibility.PUBLIC: "shown to everyone now",
}


@dataclass(frozen=True)
class Released:
    """A section that a member released."""

    key: str
    title: str
    since: dt.datetime
    rests: str  # why the release makes no difference now
    missed: tuple[str, ...]  # names of members that joined later, to whom it is not open


@dataclass(frozen=True)
class Stage:
    """One member, for those of the others who look."""

    member: ConsortiumMember
    acceptance: AgreementAcceptance | None  # of the version in force
    earlier: int | None  # the newest version that it had accepted before
    released: tuple[Released, ...]
    open_to_us: tuple[str, ...]  # titles
    is_own: bool
    may_act: bool

    @property
    def takes_part(self) -> bool:
        return self.member.organisation.is_active


@dataclass(frozen=True)
class Disclosure:
    """The page: the version in force, the members, own ones first, and the versions before."""

    agreement: ConfidentialityAgreement | None
    stages: tuple[Stage, ...]
    past: tuple[ConfidentialityAgreement, ...]
    is_dissolved: bool

    @property
    def missing(self) -> list[str]:
        """Names of the members that have not accepted the version in force."""
        return [str(one.member.organisation) for one in self.stages if one.takes_part and not one.acceptance]

    @property
    def is_accepted(self) -> bool:
        """By all of at least two: sections can be released."""
        return self.agreement is not None and not self.missing and sum(one.takes_part for one in self.stages) > 1

    @property
    def _stands(self) -> bool:
        """All who were there when it was put forward have accepted (actions.disclosure asks the same of the rows)."""
        if self.agreement is None:
            return False
        there = [one for one in self.stages if one.takes_part]
        asked = [one for one in there if one.member.joined_at <= self.agreement.put_forward_at]
        return sum(one.acceptance is not None for one in there) > 1 and all(one.acceptance for one in asked)

    @property
    def own(self) -> list[Stage]:
        """Those for which the person acts."""
        return [stage for stage in self.stages if stage.may_act]

    def open_to_all(self, member: ConsortiumMember) -> tuple[Released, ...]:
        """What this member released and all others see, also those that joined since."""
        released = next((stage.released for stage in self.stages if stage.member.pk == member.pk), ())
        return tuple(one for one in released if not one.missed and not one.rests)

    @property
    def may_withdraw(self) -> ConsortiumMember | None:
        """The member for which the person may withdraw the version in force."""
        if self.agreement is None or self._stands:
            return None
        return next((one.member for one in self.own if one.member.pk == self.agreement.put_forward_for_id), None)


def disclosure_of(workspace: Workspace) -> Disclosure:
    """Five queries, whatever the number of members."""
    consortium = workspace.consortium
    agreements = list(
        consortium.agreements.select_related(
            "document", "put_forward_by", "put_forward_for__organisation", "withdrawn_by"
        ).defer("put_forward_for__organisation__public_search")
    )
    now = next((one for one in agreements if one.withdrawn_at is None), None)
    accepted = list(AgreementAcceptance.objects.filter(agreement__in=agreements).select_related("agreement"))
    standing = SectionRelease.objects.standing().filter(member__in=workspace.members)
    return Disclosure(
        agreement=now,
        stages=tuple(sorted(_stages(workspace, now, accepted, standing), key=lambda stage: not stage.is_own)),
        past=tuple(one for one in agreements if one is not now),
        is_dissolved=consortium.state == consortium.State.DISSOLVED,
    )


def _stages(workspace: Workspace, now, accepted, standing: QuerySet) -> tuple[Stage, ...]:
    by_member: dict[int, list[SectionRelease]] = {}
    for one in standing:
        by_member.setdefault(one.member_id, []).append(one)
    own = {seat.pk for seat in workspace.seats}
    opened = released_to([seat.organisation_id for seat in workspace.seats])
    here = workspace.consortium.pk
    through = {key for key, openings in opened.items() if any(one.consortium == here for one in openings)}
    return tuple(
        Stage(
            member=member,
            acceptance=_accepted(accepted, member, now),
            earlier=_earlier(accepted, member, now),
            released=tuple(_released(one, member, workspace) for one in by_member.get(member.pk, ())),
            open_to_us=_open(member, through),
            is_own=member.pk in own,
            may_act=any(seat.pk == member.pk for seat in workspace.acting),
        )
        for member in workspace.members
    )


def _accepted(accepted, member: ConsortiumMember, now) -> AgreementAcceptance | None:
    return next((one for one in accepted if one.member_id == member.pk and now and one.agreement_id == now.pk), None)


def _earlier(accepted, member: ConsortiumMember, now) -> int | None:
    before = [one.agreement.version for one in accepted if one.member_id == member.pk and one.agreement != now]
    return max(before, default=None)


def _released(release: SectionRelease, member: ConsortiumMember, workspace: Workspace) -> Released:
    section = SECTIONS_BY_KEY[release.section]
    level = Visibility(getattr(member.organisation, section.column))
    late = (one for one in workspace.members if one.pk != member.pk and one.joined_at > release.released_at)
    missed = tuple(str(one.organisation) for one in late)
    return Released(section.key, section.title, release.released_at, RESTS.get(level, ""), missed)


def _open(member: ConsortiumMember, through: set[tuple[int, str]]) -> tuple[str, ...]:
    """Titles of the sections that this member shows to us through this consortium."""
    organisation = member.organisation
    return tuple(
        section.title
        for section in SECTIONS_BY_KEY.values()
        if (organisation.pk, section.key) in through and getattr(organisation, section.column) == Visibility.PARTNERS
    )


def back(workspace: Workspace) -> str:
    """The address of the page."""
    return reverse("consortium_confidentiality", args=[workspace.consortium.pk])
