"""`remove_member`: lets somebody no longer act for an organisation or a commissioning body."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commissioners.actions import memberships as body_memberships
from mutuals.actions import memberships
from mutuals.models import Organisation
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.roles import LastOwner

from .add_member import place_of


class Command(BaseCommand):
    help = "Let a person no longer act for an organisation or a commissioning body"

    def add_arguments(self, parser):
        parser.add_argument("email", help="the main address of the person's account")
        place = parser.add_mutually_exclusive_group(required=True)
        place.add_argument("--organisation", type=int, metavar="ID", help="the number in the address of its page")
        place.add_argument("--body", type=int, metavar="ID", help="the number in the address of its page")

    def handle(self, *, email, organisation, body, **options):
        person = User.objects.filter(email=email.strip().lower()).first()
        if person is None:
            raise CommandError(f"Nobody has signed up as {email}. Look up the address on the page of the people.")
        target, at = place_of(organisation, body), timezone.now()
        try:
            if isinstance(target, Organisation):
                removed = memberships.remove_member(target, person=person, by=None, at=at)
            else:
                removed = body_memberships.remove_member(target, person=person, by=None, at=at)
        except LastOwner as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{person.email} {'no longer acts' if removed else 'did not act'} for {target}.")
