"""`remove_second_factors`: lets somebody back in who lost the phone, the passkeys and the recovery codes."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from partnerships_portal.accounts import second_factor
from partnerships_portal.accounts.people import NotSignedUp, signed_up


class Command(BaseCommand):
    help = "Remove app, passkeys and recovery codes of a person who lost them. First make sure who asks: call back."

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address that the person signed up with")

    def handle(self, *, email, **options):
        try:
            person = signed_up(email)
        except NotSignedUp as error:
            raise CommandError(str(error)) from None
        removed = second_factor.remove_all(person=person, by=None, at=timezone.now())
        self.stdout.write(
            f"{person.email} signs in with the password alone now, and is told by e-mail."
            if removed
            else f"{person.email} has no second factor. Nothing was changed."
        )
