"""A person's own account. Signing up, in and out are allauth's."""

from .account import your_account
from .second_step import ActivateTOTP, AddPasskey, RemovePasskey

__all__ = ["ActivateTOTP", "AddPasskey", "RemovePasskey", "your_account"]
