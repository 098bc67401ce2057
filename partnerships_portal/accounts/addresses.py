"""E-mail addresses as people write them, and whose they are."""

from allauth.account.models import EmailAddress
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from .models import ERASED_DOMAIN, User

NO_ADDRESS = f"@{ERASED_DOMAIN}"


def forms_of(address: str) -> set[str]:
    """The ways to write one address, in lower case: a domain with letters beyond a to z has two."""
    address = address.strip().lower()
    local, at, domain = address.rpartition("@")
    found = {address}
    for turn in (_to_ascii, _from_ascii):
        found.add(f"{local}{at}{turn(domain)}")
    return found


def verified_addresses(person: User) -> set[str]:
    """Every address that the person has shown to be theirs, in each of its forms."""
    theirs = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    return {form for address in theirs for form in forms_of(address)}


def owner_of(address: str) -> User | None:
    """The person who can sign in and has shown that this address is theirs."""
    return User.objects.filter(
        is_active=True, emailaddress__verified=True, emailaddress__email__in=forms_of(address)
    ).first()


def is_held_by(address: str, person: User) -> bool:
    """Whether an address is the person's main one, or one that they have confirmed: not one that they only typed."""
    confirmed = EmailAddress.objects.filter(user=person, email__iexact=address, verified=True)
    return person.email == address.lower() or confirmed.exists()


def forget_claims_to(address: str) -> None:
    """Take an address out of the accounts to which it was added and never confirmed."""
    EmailAddress.objects.filter(email__iexact=address, verified=False, primary=False).delete()


def forget_addresses(rows) -> int:
    """Put something in the place of the addresses (`email`) of the rows; returns of how many."""
    nobody = Concat(Value("erased-"), Cast("pk", CharField()), Value(NO_ADDRESS))
    return rows.exclude(email__endswith=NO_ADDRESS).update(email=nobody)


def masked(address: str) -> str:
    """Enough of an address for its owner to know it, and for nobody else to write to it: a•••@example.org."""
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}•••{at}{domain}"


def _to_ascii(domain: str) -> str:
    try:
        return domain.encode("idna").decode()
    except UnicodeError:
        return domain


def _from_ascii(domain: str) -> str:
    try:
        return domain.encode("ascii").decode("idna").lower()
    except UnicodeError:
        return domain
