"""The forms of signing up, signing in and of one's own account."""

from .accounts import (
    AddEmailForm,
    ChangePasswordForm,
    DeleteAccountForm,
    NameForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
    SignInForm,
    SignUpForm,
)
from .audit import AuditFilter, HistoryFilter
from .second_step import (
    ActivateTOTPForm,
    AddPasskeyForm,
    CodeForm,
    ConfirmWithCodeForm,
    ConfirmWithPasskeyForm,
    PasskeyForm,
    RenamePasskeyForm,
    SignInWithPasskeyForm,
)

__all__ = [
    "ActivateTOTPForm",
    "AddEmailForm",
    "AddPasskeyForm",
    "AuditFilter",
    "ChangePasswordForm",
    "CodeForm",
    "ConfirmWithCodeForm",
    "ConfirmWithPasskeyForm",
    "DeleteAccountForm",
    "HistoryFilter",
    "NameForm",
    "PasskeyForm",
    "ReauthenticateForm",
    "RenamePasskeyForm",
    "ResetPasswordForm",
    "ResetPasswordKeyForm",
    "SetPasswordForm",
    "SignInForm",
    "SignInWithPasskeyForm",
    "SignUpForm",
]
