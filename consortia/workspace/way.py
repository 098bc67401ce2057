"""The way that most consortia go, from their first agreement to staying together: how far this one is, and where next.

Nothing here has to be done in this order, and nothing waits for it.
"""

from dataclasses import dataclass, replace

from django.urls import reverse

from consortia.key_steps.pages import checklist
from consortia.models import AgreementAcceptance, Bid, Consortium, Decision

from .seats import Workspace


@dataclass(frozen=True)
class Stage:
    """One stage of the way, how it stands in words, and the page where it goes on."""

    title: str
    url: str
    stands: str
    is_done: bool
    is_begun: bool = False  # and takes its time: what follows can begin beside it
    is_next: bool = False


def way_of(workspace: Workspace, bids: list[Bid]) -> list[Stage]:
    """All stages, the first that nobody has begun marked as the next; none once the consortium is dissolved.

    `bids`: those of the consortium, the latest last. Three queries.
    """
    if workspace.consortium.state == Consortium.State.DISSOLVED:
        return []
    stages = [_confidence(workspace), _model(workspace), _steps(workspace), _active(workspace)]
    stages += [_bid(workspace, bids), _together(workspace)]
    first = next((stage for stage in stages if not stage.is_done and not stage.is_begun), None)
    return [replace(stage, is_next=True) if stage is first else stage for stage in stages]


def _page(workspace: Workspace, name: str, *args) -> str:
    return reverse(name, args=[workspace.consortium.pk, *args])


def _confidence(workspace: Workspace) -> Stage:
    accepted = AgreementAcceptance.objects.of_what_is_in_force().filter(member__consortium=workspace.consortium)
    said = set(accepted.values_list("member", flat=True))
    asked = {member.pk for member in workspace.members if member.organisation.is_active}
    stands = f"{len(asked & said)} of {len(asked)} members accepted an agreement" if said else "No agreement yet"
    url = _page(workspace, "consortium_confidentiality")
    return Stage("Agree on confidentiality, then open to each other what you choose", url, stands, asked <= said)


def _model(workspace: Workspace) -> Stage:
    chosen = workspace.consortium.get_partnership_model_display()
    return Stage(
        "Choose a partnership model", _page(workspace, "model_choice"), chosen or "Not chosen yet", bool(chosen)
    )


def _steps(workspace: Workspace) -> Stage:
    groups = checklist(workspace)
    done, apply = sum(group.done for group in groups), sum(group.apply for group in groups)
    stands, url = f"{done} of {apply} done", _page(workspace, "key_steps")
    return Stage("Work through the key steps", url, stands, done == apply, is_begun=0 < done < apply)


def _active(workspace: Workspace) -> Stage:
    """Where it is proposed already, the page on which to agree."""
    consortium = workspace.consortium
    is_done = consortium.state == Consortium.State.ACTIVE
    proposed = Decision.objects.open().filter(consortium=consortium, kind="become_active").first()
    url = _page(workspace, "decision_list")
    if proposed is not None:
        url = proposed.get_absolute_url()
    elif workspace.may_act and not is_done:
        url = _page(workspace, "decision_propose", "become_active")
    stands = "Proposed, and waiting for members to agree" if proposed else consortium.get_state_display()
    return Stage("Agree to become active", url, stands, is_done)


def _bid(workspace: Workspace, bids: list[Bid]) -> Stage:
    if not bids:
        return Stage("Bid, each with its own part", _page(workspace, "consortium_bids"), "No bid yet", False)
    last = bids[-1]
    is_done = last.state not in (Bid.State.INTENDED, Bid.State.WITHDRAWN)
    is_begun = last.state == Bid.State.INTENDED
    title, stands = "Bid, each with its own part", last.get_state_display()
    return Stage(title, last.get_absolute_url(), stands, is_done, is_begun)


def _together(workspace: Workspace) -> Stage:
    is_standing = workspace.consortium.is_standing
    stands = "You are a standing consortium" if is_standing else "Not agreed"
    return Stage("Stay together beyond one bid", _page(workspace, "consortium_standing"), stands, is_standing)
