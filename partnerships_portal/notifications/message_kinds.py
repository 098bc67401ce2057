"""What the foundations below tell people about: their accounts."""

from .kinds import declare

declare(
    category="security",
    because="you have an account here that nobody has signed in to for a long time",
    events=["account_unused"],
)
declare(
    category="security",
    because="you have an account on this portal",
    events=["signed_in_from_new_device", "account_changed"],
)
