"""The forms of the second step of signing in: codes of an app, passkeys."""

from allauth.mfa import app_settings
from allauth.mfa.base import forms as base_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.core.cache import cache

from partnerships_portal.accounts import second_factor

from .words import PlainWords

APP_HINT = "The 6 digits that your app shows now"
RECOVERY_HINT = "One of your recovery codes"
PASSKEY_REFUSED = "This passkey was not accepted. Try again, or use another way"
NEW_CODE = "This code has been used. Wait until your app shows the next one"


class CodeField(PlainWords):
    """One code, typed with the number keys of a phone."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "govuk-input--width-10"}
        code.help_text = self.hint()

    def hint(self) -> str:
        has_app = Authenticator.Type.TOTP in second_factor.factors_of(self.user)
        return f"{APP_HINT}, or one of your recovery codes" if has_app else RECOVERY_HINT


class UsedOnce:
    """A code of an app opens once (RFC 6238, 5.2): allauth forgets it after 30 seconds, but accepts it for 90."""

    def clean_code(self):
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            digits = "".join(character for character in code if character.isalnum())
            accepted_for = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
            if not cache.add(f"totp-used:{self.user.pk}:{digits}", True, accepted_for):
                raise forms.ValidationError(NEW_CODE, code="incorrect_code")
        return code


class CodeForm(UsedOnce, CodeField, base_forms.AuthenticateForm):
    """The second step of signing in."""


class ConfirmWithCodeForm(UsedOnce, CodeField, base_forms.ReauthenticateForm):
    """Confirms that it is still the same person."""


class ActivateTOTPForm(CodeField, totp_forms.ActivateTOTPForm):
    """The first code of a new app shows that it holds the secret."""

    def hint(self) -> str:
        return APP_HINT


class Passkey:
    """What a browser answers for a passkey. What no browser sends is refused like a passkey of somebody else."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages |= {"required": PASSKEY_REFUSED, "invalid": PASSKEY_REFUSED}

    def clean_credential(self):
        try:
            return super().clean_credential()
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise forms.ValidationError(PASSKEY_REFUSED, code="incorrect_code") from error
        except forms.ValidationError as error:
            if error.code != "incorrect_code":
                raise
            raise forms.ValidationError(PASSKEY_REFUSED, code="incorrect_code") from error


class ErrorsOfTheWholeForm:
    """The field of a passkey is hidden: what is wrong with it is said of the form, where people read it."""

    def add_error(self, field, error):
        super().add_error(None if field == "credential" else field, error)


class PasskeyForm(ErrorsOfTheWholeForm, Passkey, webauthn_forms.AuthenticateWebAuthnForm):
    """The second step of signing in, by passkey."""


class SignInWithPasskeyForm(Passkey, webauthn_forms.LoginWebAuthnForm):
    """Signing in by passkey alone: the device asked for a finger, a face or a PIN, which is the second factor."""


class ConfirmWithPasskeyForm(Passkey, webauthn_forms.ReauthenticateWebAuthnForm):
    """Confirms that it is still the same person."""


class PasskeyName(PlainWords):
    """What the person calls a passkey."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.label, name.max_length = "Name of this passkey", 60
        name.help_text = "So that you can tell your passkeys apart, for example “Work laptop”"
        name.widget.attrs["maxlength"] = 60
        name.error_messages["required"] = "Enter a name for this passkey"


class AddPasskeyForm(ErrorsOfTheWholeForm, PasskeyName, webauthn_forms.AddWebAuthnForm):
    """A new passkey: signs in by itself, unless the person says that it is to be a second step only."""

    passwordless = forms.BooleanField(
        label="Let me sign in with it alone, without my password", required=False, initial=True
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages |= {"required": PASSKEY_REFUSED, "invalid": PASSKEY_REFUSED}

    def clean_name(self):
        return super().clean_name()[:60]

    def clean(self):
        try:
            return super().clean()
        except (AttributeError, KeyError, TypeError, ValueError, forms.ValidationError) as error:
            raise forms.ValidationError(PASSKEY_REFUSED, code="incorrect_code") from error


class RenamePasskeyForm(PasskeyName, webauthn_forms.EditWebAuthnForm):
    """Another name for a passkey."""
