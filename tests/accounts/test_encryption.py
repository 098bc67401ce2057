"""Promises about the secrets of the second step: a copy of the database does not give them away."""

import importlib

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from partnerships_portal.accounts import encryption
from tests.signing_in import SECRET, code_now, give_app

pytestmark = pytest.mark.django_db


def app_of(person) -> Authenticator:
    return Authenticator.objects.get(user=person, type="totp")


def test_secret_of_the_app_is_not_kept_as_it_is(owner):
    give_app(owner)
    assert SECRET not in str(app_of(owner).data)
    assert app_of(owner).wrap().validate_code(code_now())


def test_recovery_codes_work_from_an_encrypted_seed(owner):
    codes = RecoveryCodes.activate(owner).get_unused_codes()
    kept = Authenticator.objects.get(user=owner, type="recovery_codes")
    assert encryption.is_encrypted(kept.data["seed"])
    assert kept.wrap().get_unused_codes() == codes and len(set(codes)) == 10


def test_same_secret_is_never_kept_the_same_way_twice():
    assert encryption.encrypt("secret") != encryption.encrypt("secret")


def test_new_key_goes_first_and_the_old_one_still_opens(owner, settings):
    settings.MFA_ENCRYPTION_KEYS = ["old key"]
    give_app(owner)
    settings.MFA_ENCRYPTION_KEYS = ["new key", "old key"]
    assert app_of(owner).wrap().validate_code(code_now())


def test_key_may_go_once_everything_is_encrypted_again(owner, settings, capsys):
    settings.MFA_ENCRYPTION_KEYS = ["old key"]
    give_app(owner)
    RecoveryCodes.activate(owner)
    settings.MFA_ENCRYPTION_KEYS = ["new key", "old key"]
    call_command("reencrypt_second_factors")
    assert "2 second factors" in capsys.readouterr().out
    settings.MFA_ENCRYPTION_KEYS = ["new key"]
    assert app_of(owner).wrap().validate_code(code_now())


def test_key_of_its_own_can_be_added_later(owner, settings):
    give_app(owner)
    settings.MFA_ENCRYPTION_KEYS = ["first key of its own"]
    assert app_of(owner).wrap().validate_code(code_now())


def test_lost_key_says_what_to_do(settings):
    settings.MFA_ENCRYPTION_KEYS = ["lost key"]
    kept = encryption.encrypt("secret")
    settings.MFA_ENCRYPTION_KEYS = []
    with pytest.raises(ImproperlyConfigured, match="Add the key that was used before"):
        encryption.decrypt(kept)


def test_secrets_kept_in_the_clear_before_are_encrypted_and_back_again(owner):
    for kind, data in (("totp", {"secret": SECRET}), ("recovery_codes", {"seed": "ab12", "used_mask": 5})):
        Authenticator.objects.create(user=owner, type=kind, data=data)
    migration = importlib.import_module("partnerships_portal.accounts.migrations.0006_encrypt_second_factors")
    for _ in range(2):  # a second run changes nothing
        migration.encrypt(apps, None)
    assert SECRET not in str(app_of(owner).data) and app_of(owner).wrap().validate_code(code_now())
    assert Authenticator.objects.get(type="recovery_codes").data["used_mask"] == 5
    migration.decrypt(apps, None)
    assert app_of(owner).data == {"secret": SECRET}
