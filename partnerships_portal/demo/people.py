"""The people of a demonstration: one sign-in for each kind. They exist only where somebody asked for them."""

import datetime as dt
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from commissioners.models import BodyMembership, CommissioningBody
from mutuals.models import Membership, Organisation
from partnerships_portal.accounts import encryption
from partnerships_portal.accounts.models import User

PASSWORD = "demo partners work together"  # known to everyone: never create these people on a real portal
VERIFIER = "verifier.demo@example.org"


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in to a demonstration."""

    email: str
    name: str
    what: str  # as the list of sign-ins says it
    side: str  # "mutual", "partner", "body", "programme" or "adviser"
    role: str  # in it


PEOPLE = (
    Person("owner.demo@example.org", "Orla Quennell", "Owner of a Mutual", "mutual", "owner"),
    Person("editor.demo@example.org", "Edwin Tarrel", "Editor of the same Mutual", "mutual", "editor"),
    Person("viewer.demo@example.org", "Vera Lindqual", "Viewer of the same Mutual", "mutual", "viewer"),
    Person("charity.demo@example.org", "Chanda Fenvarre", "Owner of a partner charity", "partner", "owner"),
    Person("commissioner.demo@example.org", "Colm Averisley", "Commissioner at a council", "body", "owner"),
    Person("triage.demo@example.org", "Tilda Brackenel", "Triage officer", "programme", "triage_officer"),
    Person("manager.demo@example.org", "Marek Osmerley", "Programme manager", "programme", "programme_manager"),
    Person("analyst.demo@example.org", "Anila Wendrelle", "Analyst", "programme", "analyst"),
    Person("adviser.demo@example.org", "Linnea Fennimore", "Adviser from outside, legal", "adviser", ""),
    Person("finance.demo@example.org", "Tobin Garsedge", "Adviser of the programme, finance", "adviser", ""),
)
WITH_APP = ("programme", "adviser")  # who needs a second factor


def verifier() -> User:
    """Who signed the verifications of the invented sector. Nobody can sign in as it."""
    user, new = User.objects.get_or_create(email=VERIFIER, defaults={"name": "Demonstration", "is_active": False})
    if new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def ensure(*, mutual: Organisation, partner: Organisation, body: CommissioningBody, at: dt.datetime) -> None:
    """Make the people who are missing, and their memberships. Those who exist keep their passwords."""
    for person in PEOPLE:
        user = User.objects.filter(email=person.email).first() or _make(person)
        if not user.is_active:
            User.objects.filter(pk=user.pk).update(is_active=True)
        if person.side in WITH_APP:
            _give_app(user)
        elif person.side == "body":
            defaults = {"role": person.role, "created_at": at}
            BodyMembership.objects.get_or_create(user=user, body=body, defaults=defaults)
        else:
            organisation = mutual if person.side == "mutual" else partner
            defaults = {"role": person.role, "created_at": at}
            Membership.objects.get_or_create(user=user, organisation=organisation, defaults=defaults)


def _make(person: Person) -> User:
    role = person.role if person.side == "programme" else ""
    given = {"name": person.name, "programme_role": role, "is_adviser": person.side == "adviser"}
    user = User.objects.create_user(person.email, PASSWORD, **given)
    EmailAddress.objects.create(user=user, email=person.email, verified=True, primary=True)
    return user


def _give_app(user: User) -> None:
    """A second factor, which staff and advisers cannot do without. Nobody holds the app: the page shows its code.

    One whose secret no key opens, because this machine's key was made anew, is replaced.
    """
    apps = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
    try:
        if [encryption.decrypt(app.data["secret"]) for app in apps]:
            return
    except ImproperlyConfigured:
        Authenticator.objects.filter(user=user).delete()  # the recovery codes are lost with it
    TOTP.activate(user, generate_totp_secret())


def code_of(user: User, *, at: dt.datetime) -> str:
    """The code that the app of demo staff or advisers would show at `at`; "" for all others, and outside a demo."""
    staff = {person.email for person in PEOPLE if person.side in WITH_APP}
    app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if not settings.DEMO or user.email not in staff or app is None:
        return ""
    secret = encryption.decrypt(app.data["secret"])
    return format_hotp_value(hotp_value(secret, int(at.timestamp()) // app_settings.TOTP_PERIOD))


def retire() -> int:
    """Let none of them sign in any more: outside a demonstration their password is everybody's. Returns how many."""
    known = [person.email for person in PEOPLE]
    return User.objects.filter(email__in=known, is_active=True).update(is_active=False)


def sign_ins() -> list[tuple[str, str]]:
    """(what the person is, e-mail address) of the demo people who exist; the password is PASSWORD."""
    there = set(
        User.objects.filter(email__in=[p.email for p in PEOPLE], is_active=True).values_list("email", flat=True)
    )
    return [(person.what, person.email) for person in PEOPLE if person.email in there]
