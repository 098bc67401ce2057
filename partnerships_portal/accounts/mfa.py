"""The second step of signing in, in the portal's way: encrypted secrets, plain words, and no way round it for staff."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings

from . import browsers, encryption, second_factor


class MFAAdapter(DefaultMFAAdapter):
    """What allauth asks of the portal about second factors."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": (
            "Your role needs a second step. Set up another one first: a passkey, or an authenticator app"
        ),
        "cannot_generate_recovery_codes": "Set up an authenticator app or a passkey first",
        "incorrect_code": "The code is wrong, too old or has been used. Enter the code that your app shows now",
        "unverified_email": "Confirm or remove the address that is not confirmed first",
    }

    def get_totp_issuer(self):
        return settings.SERVICE_NAME

    def get_public_key_credential_rp_entity(self):
        return super().get_public_key_credential_rp_entity() | {"name": settings.SERVICE_NAME}

    def generate_authenticator_name(self, user, type: Authenticator.Type):
        return browsers.in_words(self.request.META.get("HTTP_USER_AGENT", "")) or "Passkey"

    def encrypt(self, text):
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text):
        return encryption.decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator):
        return second_factor.may_go(authenticator)
