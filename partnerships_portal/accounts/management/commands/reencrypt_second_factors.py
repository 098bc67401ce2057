from django.core.management.base import BaseCommand

from partnerships_portal.accounts import second_factor


class Command(BaseCommand):
    help = "Encrypt the secrets of second factors with the first of MFA_ENCRYPTION_KEYS. Safe to repeat."

    def handle(self, *args, **options):
        self.stdout.write(f"{second_factor.reencrypt_all()} second factors are encrypted with the first key.")
