"""The people of an organisation, as lists read them."""

from mutuals.models import JoinRequest, Organisation

ASKED_SHOWN = 25  # join requests on the page; the next show as those are decided


def waiting_requests(organisation: Organisation, user):
    """People who ask to join, longest waiting first."""
    return JoinRequest.objects.visible_to(user).filter(organisation=organisation).open().select_related("person")
