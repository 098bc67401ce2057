"""The service navigation of each kind of person."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from partnerships_portal.notifications.awaiting import number_in
from partnerships_portal.notifications.models import Notification

from .standing import Standing, standing_of

# what the page of the programme leads to, besides verification, which has an entry of its own
PROGRAMME = (
    *("/audit/", "/body-requests/", "/claims/", "/forming-times/"),
    *("/live-notices/", "/service-lists/", "/support/", "/weights/"),
)
# where one forms a consortium, takes a seat in one, and bids with it
TOGETHER = ("/proposals/", "/consortium-seats/", "/bids/", "/lessons/")


@dataclass(frozen=True)
class Link:
    """A place that one can go to, and the addresses under which one is there already."""

    text: str
    url: str
    covers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Count:
    """What there is in the inbox: things that wait for the person, and messages that they have not opened."""

    waiting: int = 0
    unread: int = 0

    @property
    def total(self) -> int:
        return self.waiting + self.unread

    @property
    def words(self) -> str:
        """As it is read out: 2 waiting for you, 1 unread."""
        parts = [f"{self.waiting} waiting for you"] if self.waiting else []
        return ", ".join([*parts, f"{self.unread} unread"] if self.unread else parts)


@dataclass(frozen=True)
class Item:
    """A link of the navigation. Active: this page lies under it; current: this page is it.

    `begins_own` marks the first of one's own things (inbox, account, signing in), which stand apart.
    """

    text: str
    url: str
    active: bool
    current: bool
    count: Count = Count()
    begins_own: bool = False


def navigation(request) -> list[Item]:
    """The links for the person who asks, left to right."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return _items(
            request.path, _for_all(), [_link("Sign in", "account_login"), _link("Create an account", "account_signup")]
        )
    unread = Notification.objects.visible_to(user).unread().count()
    count = Count(waiting=number_in(request, timezone.now()), unread=unread)
    links = [_link("Home", "home"), *_for(standing_of(request)), *_for_all()]
    return _items(request.path, links, [_link("Inbox", "inbox"), _link("Account", "your_account")], count)


def _link(text: str, name: str, covers: tuple[str, ...] = ()) -> Link:
    return Link(text, reverse(name), covers)


def _for_all() -> list[Link]:
    return [
        _link("Organisations", "organisation_list", ("/comparisons/", "/offers/")),
        _link("Opportunities", "opportunity_list", ("/bodies/", "/events/", "/my-interests/", "/feedback/")),
    ]


def _for(standing: Standing) -> list[Link]:
    links = []
    if standing.is_staff:
        links += [_link("Programme", "programme", PROGRAMME), _link("Verification", "verification_queue")]
    if standing.is_adviser:
        links += [_link("Advising", "advising_home", _read_by_advisers(standing))]
    if standing.bodies:
        links += [_link("My opportunities", "my_opportunities")]
    if standing.organisations:
        links += [Link("Your organisation", *_own_pages(standing)), _matches(standing)]
        links += [_link("Consortia", "consortium_list", TOGETHER)]
    if standing.has_support_in_menu:  # home leads there, too
        links += [_link("Support", "support_home")]
    return links


def _read_by_advisers(standing: Standing) -> tuple[str, ...]:
    """Requests and packages; whoever acts for an organisation, too, reads its own under Support."""
    return ("/support/packages/",) if standing.organisations else ("/support/",)


def _matches(standing: Standing) -> Link:
    """Matches with tenders and with partners, whose pages have tabs that lead to each other."""
    names = ("organisation_matches", "organisation_partners", "organisation_scope")
    own = [address for name in names for address in _of_each(standing, name)]
    return _link("Matches", "tender_matches", (*own, reverse("partner_matches")))


def _own_pages(standing: Standing) -> tuple[str, tuple[str, ...]]:
    """The page of the first of one's organisations, by name, and those of the others. Home leads to each of them."""
    first, *others = (organisation.get_absolute_url() for organisation in standing.organisations)
    return first, tuple(others)


def _of_each(standing: Standing, name: str) -> tuple[str, ...]:
    """The address of this page of each of one's organisations."""
    return tuple(reverse(name, args=[organisation.pk]) for organisation in standing.organisations)


def _items(path: str, links: list[Link], own: list[Link], count: Count = Count()) -> list[Item]:
    everything = [*links, *own]
    reach = {
        link: max((len(url) for url in (link.url, *link.covers) if _lies_under(path, url)), default=0)
        for link in everything
    }
    active = max(everything, key=lambda link: reach[link])
    return [
        Item(
            text=link.text,
            url=link.url,
            active=link is active and reach[link] > 0,
            current=path == link.url,
            count=count if link.text == "Inbox" else Count(),
            begins_own=link is own[0],
        )
        for link in everything
    ]


def _lies_under(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
