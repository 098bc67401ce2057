"""The first line of every action on a request: hold its row, so that two who act at once act one after the other."""

from support_requests.models import SupportRequest


def hold(pk: int) -> SupportRequest:
    """The request as it is now, locked until the transaction ends. Raises DoesNotExist.

    Before rows of its package, and before budgets: whoever needs several locks takes them in this order.
    """
    SupportRequest.objects.select_for_update().get(pk=pk)
    return SupportRequest.objects.select_related("organisation", "officer", "asked_by").get(pk=pk)
