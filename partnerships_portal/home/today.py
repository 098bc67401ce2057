"""What needs a person today: short lists, most pressing first, from a constant number of queries."""

from django.urls import reverse

from commissioners.models import BodyRequest, Opportunity
from mutuals.models import Organisation
from partnerships_portal.notifications.awaiting import Awaiting
from partnerships_portal.notifications.models import Notification

from . import adviser_today, commissioner_today, member_today, staff_today
from .items import Section, Todo, day
from .standing import Standing

SHOWN = 5


def figures(user, at) -> list[tuple[str, int]]:
    """What there is on the portal: (words, number)."""
    organisations = Organisation.objects.visible_to(user).active()
    return [
        ("organisations in the directory", organisations.count()),
        ("verified public service mutuals", organisations.mutuals().count()),
        ("opportunities open or in early engagement", Opportunity.objects.visible_to(user).live(at).count()),
    ]


def sections(user, standing: Standing, at) -> list[Section]:
    """What there is to do for each of the parts that the person plays, besides what waits for them."""
    parts = []
    if standing.is_staff:
        parts += staff_today.sections(user, at)
    if standing.is_adviser:
        parts += adviser_today.sections(user)
    if standing.bodies:
        parts += commissioner_today.sections(user, standing, at)
    if standing.organisations:
        parts += member_today.sections(user, standing, at)
    return parts


def waiting(things: list[Awaiting]) -> Section:
    """What only this person, or one of few, can do next: as the inbox shows it, the first few."""
    todos = [Todo(thing.text, thing.url, _when(thing)) for thing in things[:SHOWN]]
    more = f"All {len(things)} things that wait for you" if len(things) > SHOWN else ""
    return Section("Waiting for you", "Nothing waits for you.", todos, reverse("inbox") if more else "", more)


def asked_of_bodies(user):
    """The person's own requests to act for a public body that wait for an answer."""
    return BodyRequest.objects.visible_to(user).filter(person=user).waiting().select_related("body")


def _when(thing: Awaiting) -> str:
    since = f"{'By ' + day(thing.due) + ', w' if thing.due else 'W'}aiting since {day(thing.since)}"
    return f"{thing.detail.rstrip('.')} · {since}" if thing.detail else since


def unread(user) -> Section:
    """The newest messages that the person has not opened."""
    newest = Notification.objects.visible_to(user).unread()[:SHOWN]
    todos = [Todo(row.subject, reverse("inbox_message", args=[row.pk]), day(row.created_at)) for row in newest]
    return Section("Unread messages", "You have read all your messages.", todos, reverse("inbox"), "All messages")
