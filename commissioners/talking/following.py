"""What a person follows, for their list of it and for the page of an opportunity."""

from django.core.paginator import Paginator

from commissioners.models import Opportunity
from commissioners.summaries import for_list, summaries
from partnerships_portal.pages import page_of

PER_PAGE = 25


def follows(user, opportunity) -> bool:
    """Whether the person follows it: one query."""
    return user.is_authenticated and opportunity.followings.filter(person=user).exists()


def followed(*, user, at, page) -> dict:
    """The opportunities that the person follows, the newest first, in a fixed number of queries."""
    rows = Opportunity.objects.visible_to(user).filter(followings__person=user).order_by("-followings__since", "pk")
    page = page_of(Paginator(for_list(rows), PER_PAGE), page)
    return {"page_obj": page, "results": summaries(page, at)}
