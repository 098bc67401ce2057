"""Confidentiality agreements: put forward, accepted, withdrawn. What is released: consortia/actions/releases.py."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from consortia.disclosure.opening import have_accepted
from consortia.disclosure.wording import EDITION, wording_for
from consortia.models import AgreementAcceptance, ConfidentialityAgreement, Consortium, ConsortiumMember
from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.actions import sha256_of, store_file

from .seats import take_seat
from .telling import tell_members

NEWER = "Version {version} is not in force any more: read what is now, and accept that."
TOO_MANY = "So many versions were put forward that there is no room for more. Accept or withdraw the one in force."
COMPLETE = "All whom it was put to have accepted this version, so it stands. Put a new version forward instead."


@transaction.atomic
def put_forward(
    *, member: ConsortiumMember, upload: UploadedFile | None = None, by, at
) -> tuple[ConfidentialityAgreement, bool]:
    """Make a new version the one in force: the portal's wording, or the file of the parties' own agreement.

    Until members accept it, what was released between them is closed. Returns the version in force and whether it is
    new: the same words or the same file once more change nothing. Raises NotPossible and documents.checking.Refused.
    """
    consortium = take_seat(member=member, by=by)
    now = in_force(consortium)
    text = "" if upload else wording_for(consortium)
    if now is not None and _is_same(now, text, upload):
        return now, False
    newest = consortium.agreements.aggregate(newest=Max("version"))["newest"] or 0
    if newest >= ConfidentialityAgreement.MOST_VERSIONS:
        raise NotPossible(TOO_MANY)
    agreement = ConfidentialityAgreement.objects.create(
        consortium=consortium,
        version=newest + 1,
        wording="" if upload else EDITION,
        text=text,
        document=store_file(upload=upload, by=by, at=at) if upload else None,
        put_forward_for=member,
        put_forward_by=by,
        put_forward_at=at,
    )
    record(actor=by, action="agreement_put_forward", target=consortium, at=at, version=agreement.version)
    _tell_of_new(agreement, member, by=by, at=at)
    return agreement, True


@transaction.atomic
def accept(
    *, agreement: ConfidentialityAgreement, member: ConsortiumMember, name: str, role: str, by, at
) -> tuple[AgreementAcceptance, bool]:
    """A person who may agree for the member accepts a version for it, once; returns whether this did.

    Raises NotPossible where the version is not in force any more, or the member has left.
    """
    consortium = take_seat(member=member, by=by)
    _check_in_force(consortium, agreement)
    typed = {"accepted_by": by, "name": name, "role": role, "accepted_at": at}
    accepted, is_new = AgreementAcceptance.objects.get_or_create(agreement=agreement, member=member, defaults=typed)
    if is_new:
        record(actor=by, action="agreement_accepted", target=consortium, at=at, version=agreement.version)
        _tell_if_all_have(consortium, key=accepted.pk, at=at)
    return accepted, is_new


def count_without(*, member: ConsortiumMember, at) -> None:
    """A member has left: where it was the last that had not accepted, the others are told that all have.

    Within the transaction that locked the consortium.
    """
    now = in_force(member.consortium)
    if now is not None and not now.acceptances.filter(member=member).exists():
        _tell_if_all_have(member.consortium, key=f"{now.pk}-without-{member.pk}", at=at)


def _tell_if_all_have(consortium: Consortium, *, key, at) -> None:
    if not have_accepted(consortium):
        return
    tell_members(
        consortium,
        event="agreement_accepted_by_all",
        key=key,
        subject=f"All members of {consortium} have accepted the confidentiality agreement",
        body="Each member can now release sections of its profile to the others. Nothing opens by itself.",
        url=reverse("consortium_confidentiality", args=[consortium.pk]),
        by=None,
        at=at,
    )


@transaction.atomic
def withdraw(*, agreement: ConfidentialityAgreement, member: ConsortiumMember, by, at) -> bool:
    """The member that put a version forward takes it back before all have accepted; the one before is in force again.

    Returns whether this did: it may be withdrawn already. Raises NotPossible.
    """
    consortium = take_seat(member=member, by=by)
    held = ConfidentialityAgreement.objects.get(pk=agreement.pk)
    if held.withdrawn_at is not None:
        return False
    _check_in_force(consortium, held)
    if held.put_forward_for_id != member.pk:
        raise NotPossible("Only the member that put a version forward can withdraw it. You can put another forward.")
    if _stands(held):
        raise NotPossible(COMPLETE)
    held.withdrawn_by, held.withdrawn_at = by, at
    held.save(update_fields=["withdrawn_by", "withdrawn_at"])
    record(actor=by, action="agreement_withdrawn", target=consortium, at=at, version=held.version)
    tell_members(
        consortium,
        event="agreement_withdrawn",
        key=held.pk,
        subject=f"{member.organisation} withdrew version {held.version} of the confidentiality agreement",
        body=f"In {consortium} the version before it is in force again, for those who have accepted it.",
        url=reverse("consortium_confidentiality", args=[consortium.pk]),
        by=by,
        at=at,
    )
    return True


def in_force(consortium: Consortium) -> ConfidentialityAgreement | None:
    """The version in force of one consortium."""
    return consortium.agreements.standing().select_related("document").order_by("-version").first()


def _check_in_force(consortium: Consortium, agreement: ConfidentialityAgreement) -> None:
    now = in_force(consortium)
    if now is None or now.pk != agreement.pk:
        raise NotPossible(NEWER.format(version=agreement.version))


def _stands(agreement: ConfidentialityAgreement) -> bool:
    """Whether all who were there when it was put forward have accepted it: whoever joins later does not undo that."""
    present = ConsortiumMember.objects.present().filter(
        consortium=agreement.consortium_id, organisation__in=Organisation.objects.active()
    )
    accepted = present.filter(acceptances__agreement=agreement)
    asked = present.filter(joined_at__lte=agreement.put_forward_at)
    return accepted.count() > 1 and not asked.exclude(pk__in=accepted.values("pk")).exists()


def _is_same(now: ConfidentialityAgreement, text: str, upload: UploadedFile | None) -> bool:
    if upload is None:
        return now.text == text
    return now.document is not None and now.document.sha256 == sha256_of(upload)


def _tell_of_new(agreement: ConfidentialityAgreement, member: ConsortiumMember, *, by, at) -> None:
    closed = " What members had released to each other stays closed until both sides have accepted this version."
    tell_members(
        agreement.consortium,
        event="agreement_put_forward",
        key=agreement.pk,
        subject=f"{member.organisation} put a confidentiality agreement forward for {agreement.consortium}",
        body="Read it, and accept it if you may agree for your organisation."
        + (closed if agreement.version > 1 else ""),
        url=reverse("agreement_detail", args=[agreement.consortium_id, agreement.version]),
        by=by,
        at=at,
    )
