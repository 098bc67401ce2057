"""Whether a person's address works, as pages show it."""

from .models import AddressTrouble


def trouble_of(user) -> AddressTrouble | None:
    """Why nothing is sent to the person's address any more; None where it works."""
    if not user.is_authenticated:
        return None
    return AddressTrouble.objects.filter(address=user.email.lower(), kind=AddressTrouble.Kind.HARD).first()
