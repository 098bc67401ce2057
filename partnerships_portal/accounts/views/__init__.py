"""A person's own account. Signing up, in and out are allauth's."""

from .account import your_account
from .addresses import ConfirmEmail
from .audit import audit_log
from .data import account_delete, personal_data, personal_data_export
from .second_step import ActivateTOTP, AddPasskey, ConfirmWithPasskey, RemovePasskey

__all__ = [
    "ActivateTOTP",
    "AddPasskey",
    "ConfirmEmail",
    "ConfirmWithPasskey",
    "RemovePasskey",
    "account_delete",
    "audit_log",
    "personal_data",
    "personal_data_export",
    "your_account",
]
