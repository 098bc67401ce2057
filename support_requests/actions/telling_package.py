"""Telling everybody who works on a package or is helped by it."""

from django.db.models import QuerySet
from django.utils.text import Truncator

from consortia.actions.telling import tell_members
from consortia.models import ConsortiumMember
from support_requests.models import Package

from .telling import tell_advisers, tell_asker, tell_programme


def tell_fellows(package: Package, *, event: str, key, said: str, by, at, body: str = "") -> None:
    """Tell the other members of the consortium that a package is for. They learn nothing of what was asked, and
    nothing at all once whoever asked has left them."""
    if package.consortium is None:
        return
    if not _present(package).filter(organisation=package.request.organisation_id).exists():
        return
    tell_members(
        package.consortium,
        event=event,
        key=key,
        subject=Truncator(f"The support for {package.consortium} {said}").chars(190),
        body=body,
        url=package.get_absolute_url(),
        only=_fellows(package),
        by=by,
        at=at,
    )


def tell_all(package: Package, *, happening: str, key, said: str, by, at, body: str = "") -> None:
    """Tell the asker, the advisers and the officer, each in the category of their own, and for a joint package the
    other members. `happening`: "session", for the events support_session, advising_session, ..."""
    words = {
        "key": key,
        "subject": Truncator(f"{package.request}: {said}").chars(190),
        "body": body,
        "url": package.get_absolute_url(),
        "by": by,
        "at": at,
    }
    tell_asker(package.request, event=f"support_{happening}", **words)
    tell_advisers(package.request, event=f"advising_{happening}", **words)
    tell_programme(package.request, event=f"programme_{happening}", **words)
    tell_fellows(package, event=f"joint_{happening}", key=key, said=f"goes on: {said}", body=body, by=by, at=at)


def _fellows(package: Package) -> QuerySet:
    return _present(package).exclude(organisation=package.request.organisation_id).values("organisation")


def _present(package: Package) -> QuerySet:
    return ConsortiumMember.objects.present().filter(consortium=package.consortium_id)
