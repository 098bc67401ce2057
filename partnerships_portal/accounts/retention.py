"""How long accounts' own things are kept."""

from allauth.account.models import EmailConfirmation
from django.contrib.sessions.models import Session

from .audit.sealing import KEPT, remove_old_blocks
from .models import KnownDevice
from .register import Period
from .sessions import forget_ended
from .tidying import delete_in_chunks, rule

DEVICES = Period(days=365, words="12 months after you last signed in with it")
SESSIONS = Period(days=0, words="Until you sign out or close the browser, at most 12 hours")
CONFIRMATIONS = Period(days=30, words="30 days after the link was sent")
UNUSED = Period(
    days=730,
    words="As long as you use it: an account that nobody signs in to for 2 years is deleted; we write a month before",
)
AUDIT = Period(days=KEPT.days, words="7 years")


@rule("browsers that were not used any more", DEVICES)
def forget_devices(at) -> int:
    return delete_in_chunks(KnownDevice.objects.filter(last_seen_at__lte=DEVICES.before(at)))


@rule("ended sessions", SESSIONS)
def clear_sessions(at) -> int:
    return delete_in_chunks(Session.objects.filter(expire_date__lte=at)) + forget_ended(at=at)


@rule("links to confirm an address", CONFIRMATIONS)
def forget_confirmations(at) -> int:
    return delete_in_chunks(EmailConfirmation.objects.filter(created__lte=CONFIRMATIONS.before(at)))


@rule("events of the audit trail", AUDIT)
def remove_old_events(at) -> int:
    return remove_old_blocks(at=at)
