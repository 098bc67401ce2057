"""`add_staff`: makes somebody who signed up programme staff."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from partnerships_portal.accounts import actions, second_factor
from partnerships_portal.accounts.models import ProgrammeRole
from partnerships_portal.accounts.people import NotSignedUp, signed_up


class Command(BaseCommand):
    help = "Make a person who has signed up a member of the programme's staff, or give another role"

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address that the person signed up with")
        parser.add_argument("--role", required=True, choices=ProgrammeRole.values, help="an analyst only reads")

    def handle(self, *, email, role, **options):
        try:
            person = signed_up(email)
        except NotSignedUp as error:
            raise CommandError(str(error)) from None
        role = ProgrammeRole(role)
        changed = actions.give_programme_role(person=person, role=role, by=None, at=timezone.now())
        self.stdout.write(f"{person.email} is {'now' if changed else 'already'} {role.label.lower()}.")
        if not second_factor.factors_of(person):
            self.stdout.write("At the next page the portal asks for a second step: an authenticator app or a passkey.")
