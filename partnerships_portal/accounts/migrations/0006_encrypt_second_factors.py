"""Encrypt the secrets of second factors that were set up while they were kept in the clear."""

from django.db import migrations

from partnerships_portal.accounts import encryption

SECRETS = ("seed", "secret")


def _change_all(apps, change):
    for authenticator in apps.get_model("mfa", "Authenticator").objects.exclude(type="webauthn").iterator():
        kept = {name: change(authenticator.data[name]) for name in SECRETS if name in authenticator.data}
        authenticator.data |= kept
        authenticator.save(update_fields=["data"])


def encrypt(apps, schema_editor):
    _change_all(apps, lambda kept: kept if encryption.is_encrypted(kept) else encryption.encrypt(kept))


def decrypt(apps, schema_editor):
    _change_all(apps, encryption.decrypt)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_audit_events_are_only_added"), ("mfa", "0003_authenticator_type_uniq")]

    operations = [migrations.RunPython(encrypt, decrypt)]
