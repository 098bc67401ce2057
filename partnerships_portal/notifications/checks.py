"""Whether a message may go out by e-mail, asked when it is sent: what was true when it was written may not be."""

from partnerships_portal.accounts.models import User

from .belonging import still_belonging
from .kinds import Frequency, known
from .models import AddressTrouble, EmailState, Notification, Preference


def verdicts(rows: list[Notification]) -> dict[int, str]:
    """For messages to one person, or one message to an address: the state of those that may not be e-mailed.

    Primary key -> EmailState.NONE (the person has left, or does not want it) or EmailState.BOUNCING. At most three
    queries, and one for each kind of thing whose members alone may get some of them.
    """
    first = rows[0]
    person = first.person
    if person and not person.is_active:
        return dict.fromkeys((row.pk for row in rows), EmailState.NONE)
    if AddressTrouble.objects.filter(address=first.recipient.lower(), kind=AddressTrouble.Kind.HARD).exists():
        return dict.fromkeys((row.pk for row in rows), EmailState.BOUNCING)
    if person is None:
        return {}
    unwanted = set(
        Preference.objects.filter(person=person, frequency=Frequency.NEVER).values_list("category", flat=True)
    )
    scopes = {(person.pk, row.members_of) for row in rows if row.members_of}
    inside = still_belonging(scopes) if scopes else set()
    return {
        row.pk: EmailState.NONE for row in rows if not _is_wanted(row, person, unwanted) or _is_outside(row, inside)
    }


def _is_wanted(row: Notification, person: User, unwanted: set[str]) -> bool:
    kind = known(row.event)
    if kind is None or kind.category.is_fixed:
        return True
    if kind.category.is_for_staff and not person.is_programme_staff:
        return False
    return kind.category.key not in unwanted


def _is_outside(row: Notification, inside: set[tuple[int, str]]) -> bool:
    return bool(row.members_of) and (row.person_id, row.members_of) not in inside
