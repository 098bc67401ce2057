"""Where a consortium stands with the buyer of an opportunity, for the people of its members."""

from commissioners.interest.possible import why_no_interest
from commissioners.interest.together import standing_together
from commissioners.models import JointInterest, Opportunity
from consortia.models import Decision
from consortia.workspace.seats import Workspace

from .finding import taking_part

KIND = "express_interest"  # of decisions: see consequences/standing.py


def interest_page(workspace: Workspace, opportunity: Opportunity, at) -> dict:
    """What the buyer reads, what still awaits members, and whether anything can be said now."""
    consortium = workspace.consortium
    rows = JointInterest.objects.filter(opportunity=opportunity, reference=consortium.pk)
    proposed = Decision.objects.open().filter(consortium=consortium, kind=KIND, details__opportunity=opportunity.pk)
    members = taking_part(consortium)
    return {
        "workspace": workspace,
        "opportunity": opportunity,
        "told": next(iter(standing_together(rows)), None),
        "proposed": proposed.select_related("proposer__organisation").first(),
        "why_not": why_no_interest(opportunity, at),
        "taking_part": members,
        "names": ", ".join(one.name for one in members),
        "several_lots": opportunity.lots.count() > 1,
        "is_matched": consortium.matches.filter(opportunity=opportunity).exists() and consortium.is_standing,
    }
