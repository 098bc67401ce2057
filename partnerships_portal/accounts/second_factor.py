"""Who has a second factor, whether this session used it, and which of them may go.

A second factor is an app that shows codes, or a passkey. Recovery codes stand in for one that is lost: alone they are
none. Who needs one is told by `User.needs_second_factor`.
"""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from . import encryption
from .audit import record

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
SECRETS = ("seed", "secret")  # of the recovery codes and of the app


def factors_of(person) -> list[str]:
    """The types of the second factors that a person has set up, those of an app first."""
    return sorted(Authenticator.objects.filter(user=person, type__in=FACTORS).values_list("type", flat=True).distinct())


def in_words(person) -> str:
    """Which second factors a person has, as the page of the account says it."""
    types = list(Authenticator.objects.filter(user=person, type__in=FACTORS).values_list("type", flat=True))
    passkeys = types.count(Authenticator.Type.WEBAUTHN)
    parts = ["an authenticator app"] if Authenticator.Type.TOTP in types else []
    if passkeys:
        parts.append("a passkey" if passkeys == 1 else f"{passkeys} passkeys")
    return f"On: {' and '.join(parts)}" if parts else "Off: your password alone is enough to sign in"


def was_used(request) -> bool:
    """Whether the person of this session has shown a second factor, or a recovery code in its place, since it began."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def note_used(request, *, kind: str) -> None:
    """Remember in the session that its person has just shown a second factor of this type."""
    record_authentication(request, request.user, "mfa", type=kind)


def may_go(authenticator: Authenticator) -> bool:
    """Whether the person may remove this one: the last factor of somebody who needs one may not go."""
    if not authenticator.user.needs_second_factor:
        return True
    others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS).exclude(pk=authenticator.pk)
    return others.exists()


@transaction.atomic
def remove_all(*, person, by, at) -> bool:
    """Take away every factor of somebody who lost them, recovery codes too; returns whether there was any.

    `by` None: the operator, who has made sure that it is this person who asks. The person is told.
    """
    if not Authenticator.objects.filter(user=person).delete()[0]:
        return False
    record(actor=by, action="second_factors_removed", target=person, at=at)
    import_string(settings.ACCOUNT_TELLERS["second_factors_removed"])(person=person, at=at)
    return True


def reencrypt_all() -> int:
    """Close the secrets of every person again with the first key; returns of how many factors."""
    changed = 0
    for authenticator in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).iterator():
        data = authenticator.data
        kept = {name: encryption.encrypt(encryption.decrypt(data[name])) for name in SECRETS if name in data}
        changed += Authenticator.objects.filter(pk=authenticator.pk).update(data=data | kept)
    return changed
