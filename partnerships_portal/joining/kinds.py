"""The kinds of places that people act for, and what differs between them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


def nothing(*args, **kwargs):
    """For a kind that has nothing more to do here."""
    return ()


@dataclass(frozen=True)
class Kind:
    """One kind of place. Its model has `memberships` and `invitations`; each of these names it as `place`."""

    app: str  # of its permissions: "mutuals"
    field: str  # how memberships, invitations and requests refer to it: "organisation"
    noun: str  # as people call it
    prefix: str  # of the names of its addresses and of its messages
    request: str  # what the names of addresses of its requests begin with: "join_request"
    memberships: Any  # models
    invitations: Any
    requests: Any
    waiting: str  # the state of a request that waits
    may: Mapping[str, str]  # what each role may do, as a sentence to whoever has it
    hints: Mapping[str, str]  # the same, to whoever gives it
    why_closed: Callable[..., str]  # (place, at): why nobody can join it, as a sentence; empty if they can
    at_most: Callable[..., int]  # (place, usual): how many invitations it may have open, or send in a day
    parts: Callable[..., Any] = nothing  # (place): other places that somebody who leaves it leaves too

    def url(self, name: str, *args) -> str:
        """An address of this kind: "people", "leave", or one that all kinds have, such as "invitation_answer"."""
        return reverse(self.url_name(name), args=args)

    def url_name(self, name: str) -> str:
        if name in ("people", "leave"):
            return f"{self.field}_{name}"
        return f"{self.request}_decide" if name == "request_decide" else f"{self.prefix}{name}"

    def event(self, name: str) -> str:
        """The name of a message of this kind."""
        return f"{self.prefix}{name}"

    def may_do(self, user, deed: str, place) -> bool:
        """Whether the person may `deed` with the place: "read_people", "manage_people", "leave"."""
        return user.has_perm(f"{self.app}.{f'leave_{self.field}' if deed == 'leave' else deed}", place)

    @property
    def urls(self) -> dict[str, str]:
        """Names of addresses, for templates: {% url kind.urls.people place.pk %}."""
        return {name: self.url_name(name) for name in URLS}


URLS = (
    *("people", "leave", "membership_change", "membership_remove"),
    *("invitation_create", "invitation_open", "invitation_answer", "invitation_send_again", "invitation_withdraw"),
    "request_decide",
)
