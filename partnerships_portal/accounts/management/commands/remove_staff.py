"""`remove_staff`: makes somebody programme staff no longer."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from partnerships_portal.accounts import actions
from partnerships_portal.accounts.models import User


class Command(BaseCommand):
    help = "Make a person a member of the programme's staff no longer. The account stays"

    def add_arguments(self, parser):
        parser.add_argument("email", help="the main address of the person's account")

    def handle(self, *, email, **options):
        person = User.objects.filter(email=email.strip().lower()).first()
        if person is None:
            raise CommandError(f"Nobody has signed up as {email}. Check the address.")
        removed = actions.take_programme_role(person=person, by=None, at=timezone.now())
        self.stdout.write(f"{person.email} {'is no longer' if removed else 'was not'} programme staff.")
