"""The service navigation of each kind of person."""

from dataclasses import dataclass

from partnerships_portal.notifications.models import Notification

from .links import link
from .standing import Standing, standing_of


@dataclass(frozen=True)
class Item:
    """A link of the navigation. Active: this page lies under it; current: this page is it.

    `begins_own` marks the first of one's own things (inbox, account, signing in), which stand apart.
    """

    text: str
    url: str
    active: bool
    current: bool
    count: int = 0
    begins_own: bool = False


Links = list[tuple[str, str]]  # (text, address)


def navigation(request) -> list[Item]:
    """The links for the person who asks, left to right."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return _items(
            request.path,
            _for_all(),
            [("Sign in", link("account_login")), ("Create an account", link("account_signup"))],
        )
    unread = Notification.objects.visible_to(user).unread().count()
    links = [("Home", link("home")), *_for(standing_of(request)), *_for_all()]
    return _items(request.path, links, [("Inbox", link("inbox")), ("Account", link("your_account"))], unread)


def _for_all() -> Links:
    return [("Organisations", link("organisation_list")), ("Opportunities", link("opportunity_list"))]


def _for(standing: Standing) -> Links:
    links = []
    if standing.is_staff:
        links += [("Verification", link("verification_queue"))]
    if standing.bodies:
        links += [("My opportunities", link("my_opportunities"))]
    if standing.organisations:
        links += [("Tender matches", link("tender_matches")), ("Partners", link("partner_matches"))]
    return links


def _items(path: str, links: Links, own: Links, unread: int = 0) -> list[Item]:
    there = [(text, url) for text, url in [*links, *own] if url]
    under = [url for _, url in there if url == path or (url != "/" and path.startswith(url))]
    active = max(under, key=len, default=None)
    return [
        Item(text, url, url == active, url == path, unread if text == "Inbox" else 0, text == own[0][0])
        for text, url in there
    ]
