"""Reminding people, each once of each thing."""

import itertools

from commissioners.interested import scope
from commissioners.reminding.due import FOR_BUYERS, FOR_THE_INTERESTED
from commissioners.reminding.people import buyers_of_each, interested_of_each
from partnerships_portal.notifications.actions import Message, notify_each

AT_ONCE = 500  # opportunities: their people are held in memory


def remind(*, at) -> None:
    """Tell everyone what is due at that time. Again: tells nobody twice.

    The number of queries depends on the kinds of reminders, not on how many there are (a round for each 500).
    """
    for event, find in FOR_BUYERS.items():
        _tell(event, find(at), buyers_of_each, members_of=lambda opportunity: opportunity, at=at)
    for event, find in FOR_THE_INTERESTED.items():
        _tell(event, find(at), interested_of_each, members_of=scope, at=at)


def _tell(event: str, reminders, people_of_each, *, members_of, at) -> None:
    rest = iter(reminders)
    while part := list(itertools.islice(rest, AT_ONCE)):
        people = people_of_each([reminder.opportunity for reminder in part])
        messages = [
            Message(person, one.key, one.subject, one.body, one.url, members_of(one.opportunity))
            for one in part
            for person in sorted(people[one.opportunity.pk])
        ]
        if messages:
            notify_each(messages, event=event, at=at)
