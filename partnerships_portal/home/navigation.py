"""The service navigation of each kind of person."""

from dataclasses import dataclass

from partnerships_portal.notifications.models import Notification

from .links import link
from .standing import Standing, standing_of


@dataclass(frozen=True)
class Item:
    """A link of the navigation. Active: this page lies under it; current: this page is it."""

    text: str
    url: str
    active: bool
    current: bool
    count: int = 0


def navigation(request) -> list[Item]:
    """The links for the person who asks, left to right."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        links = [*_FOR_ALL, ("Sign in", "account_login"), ("Create an account", "account_signup")]
        return _items(request.path, links)
    links = [("Home", "home"), *_for(standing_of(request)), *_FOR_ALL, ("Account", "your_account")]
    unread = Notification.objects.visible_to(user).unread().count()
    return _items(request.path, [*links[:-1], ("Inbox", "inbox"), links[-1]], unread=unread)


_FOR_ALL = [("Organisations", "organisation_list"), ("Opportunities", "opportunity_list")]


def _for(standing: Standing) -> list[tuple[str, str]]:
    links = []
    if standing.is_staff:
        links += [("Verification", "verification_queue")]
    if standing.bodies:
        links += [("My opportunities", "my_opportunities")]
    if standing.organisations:
        links += [("Tender matches", "tender_matches"), ("Partners", "partner_matches"), ("Scope", "scope")]
    return links


def _items(path: str, links, unread: int = 0) -> list[Item]:
    items = []
    for text, name in links:
        url = link(name)
        if not url:
            continue
        active = path == url if url == "/" else path.startswith(url)
        items.append(Item(text, url, active, path == url, unread if name == "inbox" else 0))
    return items
