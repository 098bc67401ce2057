"""Passkeys of people in tests: registered as a browser would, without one."""

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)


def give_passkey(person, name: str = "Laptop") -> Authenticator:
    """Give that person a passkey that signs in by itself. Its private key is thrown away."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    credential_id = b"a passkey of tests"
    held = AttestedCredentialData.create(Aaguid.NONE, credential_id, key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    about = AuthenticatorData.create(b"\0" * 32, flags, 0, held)
    asked = CollectedClientData.create(type="webauthn.create", challenge=b"asked", origin="http://testserver")
    credential = {
        "type": "public-key",
        "id": websafe_encode(credential_id),
        "rawId": websafe_encode(credential_id),
        "response": {
            "clientDataJSON": websafe_encode(asked),
            "attestationObject": websafe_encode(AttestationObject.create("none", about, {})),
        },
        "clientExtensionResults": {"credProps": {"rk": True}},
    }
    return Authenticator.objects.create(user=person, type="webauthn", data={"name": name, "credential": credential})
