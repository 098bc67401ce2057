"""Who sits in a consortium: a person acts in its workspace for a member, never for the consortium."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from consortia.models import Consortium, ConsortiumMember
from mutuals.models import Membership

from .contents import GROUPS


@dataclass(frozen=True)
class Workspace:
    """One consortium as one person meets it."""

    consortium: Consortium
    members: list[ConsortiumMember]  # those present, by name of the organisation
    seats: list[ConsortiumMember]  # those that the person belongs to
    acting: list[ConsortiumMember]  # those that the person may act for
    groups = GROUPS

    @property
    def may_act(self) -> bool:
        return bool(self.acting)

    def seat(self, chosen: str | None = None) -> ConsortiumMember:
        """The member that the person acts for: the only one, or the `chosen` one (primary key, as a form sends it).

        Raises PermissionDenied if the person may act for none, or not for that one.
        """
        wanted = [seat for seat in self.acting if chosen in (None, "", str(seat.pk))]
        if not wanted:
            raise PermissionDenied
        return wanted[0]


def workspace_of(user, consortium: Consortium) -> Workspace:
    """The workspace as the person meets it: two queries."""
    present = ConsortiumMember.objects.present().filter(consortium=consortium)
    members = list(
        present.select_related("organisation").defer("organisation__public_search").order_by("organisation__name", "pk")
    )
    places = [member.organisation_id for member in members]
    roles = dict(Membership.objects.filter(user=user, organisation__in=places).values_list("organisation", "role"))
    seats = [member for member in members if member.organisation_id in roles]
    editing = {Membership.Role.OWNER, Membership.Role.EDITOR}
    acting = [seat for seat in seats if roles[seat.organisation_id] in editing]
    if consortium.state == Consortium.State.DISSOLVED:
        acting = []
    return Workspace(consortium, members, seats, acting)


def in_workspace(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view `view(request, workspace, ...)` at an address with the consortium's `pk`: 404 for whoever is not in it."""

    @wraps(view)
    def found(request, pk, *args, **kwargs):
        consortium = get_object_or_404(
            Consortium.objects.visible_to(request.user).select_related("opportunity", "lot"), pk=pk
        )
        return view(request, workspace_of(request.user, consortium), *args, **kwargs)

    return found


def acting(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Under `in_workspace`: 403 for whoever may act for no member, so that those who only read never meet the form."""

    @wraps(view)
    def allowed(request, workspace, *args, **kwargs):
        if not workspace.may_act:
            raise PermissionDenied
        return view(request, workspace, *args, **kwargs)

    return allowed
