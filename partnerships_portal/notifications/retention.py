"""How long messages are kept."""

import datetime as dt

from partnerships_portal.accounts.register import Period
from partnerships_portal.accounts.retention import UNUSED
from partnerships_portal.accounts.tidying import delete_in_chunks, rule

from . import unused
from .models import AddressTrouble, Digest, Notification

MESSAGES = Period(days=2 * 365, words="2 years")
TO_ADDRESSES = Period(days=183, words="6 months")
TROUBLES = Period(days=365, words="12 months after the last message that came back")


@rule("old messages", MESSAGES)
def delete_old_messages(at: dt.datetime) -> int:
    digests = Digest.objects.filter(created_at__lte=MESSAGES.before(at))
    messages = Notification.objects.filter(created_at__lte=MESSAGES.before(at))
    return delete_in_chunks(messages) + delete_in_chunks(digests)


@rule("messages to people without an account", TO_ADDRESSES)
def delete_messages_to_addresses(at: dt.datetime) -> int:
    return delete_in_chunks(Notification.objects.filter(person=None, created_at__lte=TO_ADDRESSES.before(at)))


@rule("addresses from which messages came back", TROUBLES)
def forget_troubles(at: dt.datetime) -> int:
    return delete_in_chunks(AddressTrouble.objects.filter(last_at__lte=TROUBLES.before(at)))


@rule("accounts that were not used", UNUSED)
def let_go_of_unused_accounts(at: dt.datetime) -> int:
    return unused.remind_and_erase(at=at)
