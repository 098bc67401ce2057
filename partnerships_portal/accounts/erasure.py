"""Erasing a person: everything in the register goes as it says there, and the account keeps nothing but its number."""

import logging
import secrets

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from . import register
from .audit import record
from .models import ERASED_DOMAIN, User
from .register import Erasure, Obstacle, Whose

AS_ASKED = "as you asked"

log = logging.getLogger(__name__)


class CannotErase(Exception):
    """Something must be done first; `obstacles` says what."""

    def __init__(self, obstacles: list[Obstacle]):
        super().__init__(" ".join(obstacle.text for obstacle in obstacles))
        self.obstacles = obstacles


@transaction.atomic
def obstacles_to(person: User) -> list[Obstacle]:
    """What the person has to do before the account can be deleted; locks what the answer rests on."""
    return register.obstacles_for(person)


@transaction.atomic
def erase(*, person: User, by: User | None, at, reason: str = AS_ASKED) -> bool:
    """Erase a person; returns whether there was anybody left to erase. `by` None: the operator or the portal itself.

    `reason` completes "Your account is deleted" in the last message that they get.

    The row of the account stays, without anything that says who it was, so that records of organisations and the
    audit trail keep what they refer to. Raises CannotErase.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.is_erased:
        return False
    if obstacles := obstacles_to(person):
        raise CannotErase(obstacles)
    whose, address = whose_is(person), person.email
    for holding in register.holdings():
        if holding.erase:
            holding.erase(whose, at)
        elif holding.erasure is Erasure.DELETED:
            holding.rows(whose).delete()
    _anonymise(person)
    record(actor=by, action="person_erased", target=person, at=at)
    transaction.on_commit(lambda: _confirm(address, reason), robust=True)
    return True


def whose_is(person: User) -> Whose:
    """The person with every address and name by which the database may know them.

    An address that was added and never confirmed is perhaps somebody else's, and so is what is held under it.
    """
    held = {address.email.lower(): address.verified for address in EmailAddress.objects.filter(user=person)}
    emails = {address for address, verified in ({person.email: True} | held).items() if verified}
    return Whose(person=person, emails=tuple(sorted(emails)), names=(person.name,) if person.name else ())


def _anonymise(person: User) -> None:
    person.name = person.programme_role = ""
    person.email = f"erased-{secrets.token_hex(8)}@{ERASED_DOMAIN}"
    person.is_active = person.is_staff = person.is_superuser = False
    person.last_login = None
    person.set_unusable_password()
    person.save()


def _confirm(address: str, reason: str) -> None:
    """The one message that is no row first: a row would keep the address that was to be forgotten."""
    try:
        text = render_to_string("emails/account_erased.txt", {"reason": reason, "contact": settings.CONTACT_EMAIL})
        send_mail("Your account is deleted", text, None, [address])
    except Exception as error:
        log.warning("the confirmation of an erasure was not sent: %s", type(error).__name__)


def staff_role_ends_first(person: User) -> list[Obstacle]:
    """Staff and advisers are let go by a manager, so that nothing is left without somebody who knows of it."""
    if person.is_programme_staff:
        return [Obstacle("You are programme staff. Ask a programme manager to end your role first.")]
    if person.is_adviser:
        return [Obstacle("You advise for the programme. Ask a programme manager to end this first.")]
    return []
