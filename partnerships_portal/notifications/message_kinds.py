"""What the foundations below tell people about: their accounts."""

from .kinds import declare

declare(
    category="security",
    because="you have an account on this portal",
    events=["signed_in_from_new_device", "account_changed"],
)
