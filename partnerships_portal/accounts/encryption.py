"""Keeps the secrets of the second step unreadable in a copy of the database.

`MFA_ENCRYPTION_KEYS` holds the keys, newest first; without it they are derived from `SECRET_KEY`. The first key closes,
every key opens, `SECRET_KEY` and its fallbacks included, so that a key of its own can be added at any time.
`manage.py reencrypt_second_factors` closes everything again with the first one; then an old one may go.
"""

import base64
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

MARK = "fernet:"  # tells what is encrypted from what was kept before there was encryption


def encrypt(text: str) -> str:
    """The text as it is kept, closed with the first key."""
    return MARK + _box(_keys()).encrypt(text.encode()).decode()


def decrypt(kept: str) -> str:
    """What `encrypt` was given. What was kept before there was encryption comes back as it is.

    Raises ImproperlyConfigured where none of the keys opens it.
    """
    if not is_encrypted(kept):
        return kept
    try:
        return _box(_keys()).decrypt(kept.removeprefix(MARK).encode()).decode()
    except InvalidToken:
        raise ImproperlyConfigured(
            "None of MFA_ENCRYPTION_KEYS, SECRET_KEY and SECRET_KEY_FALLBACKS opens a secret of the second step. "
            "Add the key that was used before to MFA_ENCRYPTION_KEYS, after the new one."
        ) from None


def is_encrypted(kept: str) -> bool:
    return kept.startswith(MARK)


def _keys() -> tuple[str, ...]:
    return (*settings.MFA_ENCRYPTION_KEYS, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@cache
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    """32 bytes for this purpose alone (RFC 5869), as Fernet wants them written."""
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"partnerships_portal second factors")
    return base64.urlsafe_b64encode(derivation.derive(key.encode()))
