"""What our e-mails carry so that we know them again: signed, so that nobody can make one up."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

UNSUBSCRIBE = "notifications.unsubscribe"
MESSAGE = "notifications.message-id"
DIGITS = 18  # of a primary key at most; what is longer is none of ours, and slow to read as a number


def message_id(kind: str, pk: int) -> str:
    """The Message-ID of a notification or digest: the same at every attempt. `kind` is its model's name."""
    return f"<{kind}-{pk}.{_seal(kind, pk)}@{urlsplit(settings.SITE_URL).hostname}>"


def read_message_id(header: str) -> tuple[str, int] | None:
    """What a Message-ID names, (kind, primary key); None where it is not one of ours."""
    name, _, seal = header.strip().strip("<>").partition("@")[0].partition(".")
    kind, _, pk = name.partition("-")
    if not (pk.isascii() and pk.isdigit() and len(pk) <= DIGITS):
        return None
    if not constant_time_compare(seal, _seal(kind, int(pk))):
        return None
    return kind, int(pk)


def _seal(kind: str, pk: int) -> str:
    return salted_hmac(MESSAGE, f"{kind}-{pk}", algorithm="sha256").hexdigest()[:24]


def unsubscribe_token(person_id: int, what: str) -> str:
    """What the link in an e-mail carries to turn off a category (or all summaries). It does not run out."""
    return signing.dumps([person_id, what], salt=UNSUBSCRIBE)


def read_unsubscribe_token(token: str) -> tuple[int, str] | None:
    """The person's primary key and what to turn off; None where the link is not one of ours."""
    try:
        person_id, what = signing.loads(token, salt=UNSUBSCRIBE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return person_id, what
