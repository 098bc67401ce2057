"""Documents of an opportunity as pages show them."""

from commissioners.actions.amending import CHANGEABLE
from commissioners.rules import acts_for_buyer

SHOWN = 5  # on the page of the opportunity


def documents_page(opportunity, *, user) -> dict:
    """The page of documents, in a fixed number of queries. What was taken off is for the buyer's people."""
    rows = opportunity.documents.select_related("file")
    acts = acts_for_buyer(user, opportunity)
    return {
        "opportunity": opportunity,
        "documents": list(rows.standing()),
        "taken_off": list(rows.filter(removed_at__isnull=False).select_related("removed_by")) if acts else [],
        "may_change": opportunity.state in CHANGEABLE
        and user.has_perm("commissioners.change_opportunity", opportunity),
    }


def documents_in_short(opportunity) -> dict:
    """The newest documents and how many more there are. One query."""
    rows = list(opportunity.documents.standing().select_related("file").order_by("-added_at", "-pk"))
    return {"newest": rows[:SHOWN], "number": len(rows)}
