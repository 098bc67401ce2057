"""For whom a person acts in a bid: an organisation, with its seat where a consortium bids."""

from dataclasses import dataclass

from consortia.models import Bid, Consortium, ConsortiumMember
from consortia.workspace.seats import Workspace, workspace_of
from mutuals.models import Membership, Organisation
from mutuals.rules import EDITING_ROLES


@dataclass(frozen=True)
class Party:
    """One organisation that a person acts for; `member` is its seat, None in a bid of its own."""

    organisation: Organisation
    member: ConsortiumMember | None = None

    @property
    def key(self) -> str:
        """As a form sends it."""
        return f"member-{self.member.pk}" if self.member else f"organisation-{self.organisation.pk}"

    def __str__(self):
        return f"{self.member.consortium}, for {self.organisation}" if self.member else str(self.organisation)


@dataclass(frozen=True)
class Desk:
    """A bid as one person meets it."""

    bid: Bid
    workspace: Workspace | None  # None: an organisation's own bid
    acting: list[Party]
    inside: list[Organisation]  # those of the bid's side that the person belongs to

    def party(self, chosen: str = "") -> Party | None:
        """The one that a form names, or the only one; None where that is none of the person's."""
        wanted = [party for party in self.acting if chosen in ("", party.key)]
        return wanted[0] if wanted else None


def desk_of(user, bid: Bid) -> Desk:
    """The bid as the person meets it: at most four queries."""
    if bid.consortium is not None:
        workspace = workspace_of(user, bid.consortium)
        parties = [Party(seat.organisation, seat) for seat in workspace.acting]
        return Desk(bid, workspace, parties, [seat.organisation for seat in workspace.seats])
    taking_part = bid.participants.values("organisation")
    mine = Membership.objects.filter(user=user, organisation__in=taking_part).select_related("organisation")
    held = list(mine.defer("organisation__public_search").order_by("organisation__name"))
    acting = [
        Party(one.organisation) for one in held if one.role in EDITING_ROLES and one.organisation.closed_at is None
    ]
    return Desk(bid, None, acting, [one.organisation for one in held])


def parties_for(user) -> list[Party]:
    """All that the person may begin a bid for: organisations that take part, then their consortia. Three queries."""
    organisations = list(
        Organisation.objects.active()
        .filter(memberships__user=user, memberships__role__in=EDITING_ROLES)
        .defer("public_search")
        .order_by("name", "pk")
    )
    seats = (
        ConsortiumMember.objects.present()
        .filter(organisation__in=organisations)
        .exclude(consortium__state=Consortium.State.DISSOLVED)
        .select_related("consortium", "organisation")
        .defer("organisation__public_search")
        .order_by("consortium__name", "organisation__name", "pk")
    )
    return [Party(one) for one in organisations] + [Party(seat.organisation, seat) for seat in seats]
