"""One package as one person meets it: what they may read of it, and do in it."""

from dataclasses import dataclass
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from partnerships_portal.accounts.models import User
from support_requests.models import Assignment, Package, SupportRequest
from support_requests.officers import is_concerned, is_of_member


@dataclass(frozen=True)
class Desk:
    """A package, who looks at it, and in which part."""

    package: Package
    user: User
    is_officer: bool  # may decide: staff, and not of an organisation that asks or is helped
    is_asking: bool  # acts for the organisation that asked
    sees_request: bool  # False: one of the other members of a consortium, who see only what is given
    reads_as_staff: bool  # who was asked and declined, and why; lessons: staff, and not of one of these
    own: tuple[Assignment, ...] = ()  # lines with which the person helps now

    @property
    def goes_on(self) -> bool:
        return self.package.ended_at is None

    @property
    def may_deliver(self) -> bool:
        """Enter milestones and sessions."""
        return self.goes_on and (self.is_officer or bool(self.own))

    @property
    def may_add_files(self) -> bool:
        return self.goes_on and (self.may_deliver or self.is_asking)

    @property
    def may_enter_time(self) -> bool:
        return self.may_deliver

    @property
    def title(self) -> str:
        """What the page is called: the other members of a consortium are not told what was asked."""
        return self.package.request.title if self.sees_request else f"Support for {self.package.consortium}"

    @property
    def told(self) -> str:
        """Who is told of what changes in the package: all who can see it."""
        return "All members and the advisers" if self.package.consortium else "The organisation and the advisers"

    def may_remove(self, added_by_id: int) -> bool:
        """What somebody added goes by their own hand, or an officer's."""
        return self.goes_on and (self.is_officer or added_by_id == self.user.pk)


def desk_of(user: User, package: Package) -> Desk:
    """What the person may do there, with at most seven queries."""
    organisation = package.request.organisation
    is_apart = not _is_concerned(user, package)
    advised = SupportRequest.objects.advised_by(user)
    own = Assignment.objects.filter(line__package=package, adviser__person=user, line__package__request__in=advised)
    return Desk(
        package=package,
        user=user,
        is_officer=is_apart and user.has_perm("support_requests.decide", organisation),
        is_asking=user.has_perm("support_requests.ask", organisation),
        sees_request=SupportRequest.objects.visible_to(user).filter(pk=package.request_id).exists(),
        reads_as_staff=is_apart and user.has_perm("support_requests.read_notes", organisation),
        own=tuple(own.filter(state=Assignment.State.ACCEPTED).select_related("line")) if user.is_adviser else (),
    )


def _is_concerned(user: User, package: Package) -> bool:
    """Whether an organisation of the person asks in the request or in one that was joined with it, or is in the
    consortium that is helped: staff do not act for themselves."""
    if not user.is_programme_staff:
        return False
    if is_concerned(user, package.request):
        return True
    return package.consortium_id is not None and is_of_member(user, package.consortium_id)


def in_package(view):
    """A view `view(request, desk, ...)` at an address with the package's `pk`: 404 for whoever may not see it."""

    @wraps(view)
    def found(request, pk, *args, **kwargs):
        visible = Package.objects.visible_to(request.user)
        rows = visible.select_related("request__organisation", "request__officer", "budget", "consortium")
        package = get_object_or_404(rows.defer("request__organisation__public_search"), pk=pk)
        return view(request, desk_of(request.user, package), *args, **kwargs)

    return found


def allowed(question: str):
    """Under `in_package`: 403 where the desk answers no to the question, for example "may_deliver".

    What ended is no matter of who may: the action says so.
    """

    def decorate(view):
        @wraps(view)
        def asked(request, desk: Desk, *args, **kwargs):
            if not getattr(desk, question):
                raise PermissionDenied
            return view(request, desk, *args, **kwargs)

        return asked

    return decorate
