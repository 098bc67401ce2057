"""What allauth says and does in the portal's way."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Error messages that say what to do next."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is wrong. Check both, or reset your password",
        "incorrect_password": "The password is wrong. Try again, or reset your password",
        "enter_current_password": "The current password is wrong. Try again, or reset your password",
        "too_many_login_attempts": "There were too many failed attempts. Wait 5 minutes, or reset your password",
        "duplicate_email": "This e-mail address already belongs to your account. Enter another one",
        "cannot_remove_primary_email": "This is your main e-mail address. Make another address the main one first",
        "unverified_primary_email": "Open the link that we sent to this address first, then make it the main one",
        "invalid_password_reset": "This link has been used or is too old. Ask for a new one",
    }
