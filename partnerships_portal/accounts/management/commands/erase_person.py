"""Erases a person who asked for it by letter or telephone."""

from allauth.account.models import EmailAddress
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from partnerships_portal.accounts import erasure
from partnerships_portal.accounts.models import User


class Command(BaseCommand):
    help = "Erase a person's account for good, as they asked. Make sure first that it was they who asked."

    def add_arguments(self, parser):
        parser.add_argument("email", help="an e-mail address of the person")
        parser.add_argument("--yes", action="store_true", help="do not ask again")

    def handle(self, *args, email, yes, **options):
        person = _person(email)
        if not yes and input(f"Erase {person.email} for good? Type yes: ").strip().lower() != "yes":
            raise CommandError("Nothing was erased.")
        try:
            erasure.erase(person=person, by=None, at=timezone.now())
        except erasure.CannotErase as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The person is erased. Their record is number {person.pk}.")


def _person(email: str) -> User:
    address = email.strip().lower()
    # somebody else may have added the address and never confirmed it: whose it is comes first
    held = EmailAddress.objects.filter(email__iexact=address).select_related("user").order_by("-verified", "pk").first()
    person = held.user if held else User.objects.filter(email=address).first()
    if person is None:
        raise CommandError(f"Nobody has an account with {address}.")
    return person
