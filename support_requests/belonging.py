"""Who is concerned by a request for support: asked before a message about it is e-mailed (settings.MESSAGE_SCOPES)."""

from support_requests.models import Assignment, SupportRequest


def still_advising(pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of the pairs (person id, request id) where the person is asked to advise or advises: one query."""
    people, requests = (set(column) for column in zip(*pairs, strict=True))
    live = Assignment.objects.live().filter(adviser__person__in=people, adviser__left_at=None)
    live = live.filter(line__package__request__in=requests)
    return pairs & set(live.values_list("adviser__person", "line__package__request"))


def advises(user) -> bool:
    """Whether messages to advisers can reach the person."""
    return bool(user.is_adviser)


def has_agreed_to_advise(user, request) -> bool:
    """Whether the person works on the request as an adviser now, and has no conflict of interest."""
    if not user.is_adviser:
        return False
    agreed = Assignment.objects.filter(state=Assignment.State.ACCEPTED, adviser__person=user, adviser__left_at=None)
    advised = SupportRequest.objects.advised_by(user).filter(pk=request.pk)
    return agreed.filter(line__package__request__in=advised, line__package__ended_at=None).exists()
