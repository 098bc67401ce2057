"""Finding a person by e-mail address, for those who run the portal."""

from allauth.account.models import EmailAddress

from .models import User


class NotSignedUp(Exception):
    """Nobody with a confirmed address to give anything to. The message says what to do next."""


def signed_up(email: str) -> User:
    """The person who signed up with this address and confirmed it; case does not matter. Raises NotSignedUp."""
    address = email.strip().lower()
    person = User.objects.filter(email=address).first()
    if person is None:
        raise NotSignedUp(f"Nobody has signed up as {address}. Ask the person to sign up first, then repeat this.")
    if not person.is_active:
        raise NotSignedUp(f"The account of {address} is closed. Ask the person to sign up with another address.")
    if not EmailAddress.objects.filter(user=person, email__iexact=address, verified=True).exists():
        raise NotSignedUp(
            f"{address} is not confirmed. Ask the person to open the link that the portal sent, then repeat this."
        )
    return person
