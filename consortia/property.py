"""Who owns what each brings and what they make together: the page, and prompts in plain words. Not legal advice."""

from dataclasses import dataclass

from consortia.models import ConsortiumMember, Contribution, Decision
from consortia.workspace.seats import Workspace

TERMS = "adopt_terms"  # the kind of decision by which joint terms are adopted
PROMPTS = (
    "Who owns what you write, build or learn together: all of you, one of you, or whoever made it?",
    "May each of you use it in other work, also in a bid against the others?",
    "May each of you keep using what another brought once the contract, or the partnership, is over? For how long?",
    "Who may use the shared name and logo, and who afterwards?",
    "What happens to data about the people you serve when a member leaves?",
    "If a member leaves or is merged, what may it take with it, and what must it give back?",
    "What does the commissioner want to own?",
)


@dataclass(frozen=True)
class Brought:
    """What one member brings."""

    member: ConsortiumMember
    contributions: list[Contribution]
    is_own: bool  # the reader may change it


def property_page(workspace: Workspace) -> dict:
    """What each present member brings, and the joint terms: two queries."""
    rows = list(Contribution.objects.filter(member__in=[member.pk for member in workspace.members]))
    own = {seat.pk for seat in workspace.acting}
    brought = [
        Brought(member, [row for row in rows if row.member_id == member.pk], member.pk in own)
        for member in workspace.members
    ]
    decided = Decision.objects.filter(consortium=workspace.consortium, kind=TERMS)
    kept = {Decision.State.AGREED, Decision.State.OPEN}
    terms = list(decided.filter(state__in=kept).order_by("-closed_at", "-pk"))
    return {
        "workspace": workspace,
        "brought": brought,
        "terms": next((one for one in terms if one.state == Decision.State.AGREED), None),
        "proposed": [one for one in terms if one.state == Decision.State.OPEN],
        "prompts": PROMPTS,
    }
