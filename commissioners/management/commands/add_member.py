"""`add_member`: lets somebody who signed up act for an organisation or a commissioning body."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commissioners.actions import memberships as body_memberships
from commissioners.models import BodyMembership, CommissioningBody
from mutuals.actions import memberships
from mutuals.models import Membership, Organisation
from partnerships_portal.accounts.people import NotSignedUp, signed_up
from partnerships_portal.accounts.roles import LastOwner


class Command(BaseCommand):
    help = "Let a person who has signed up act for an organisation or a commissioning body, or give another role"

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address that the person signed up with")
        place = parser.add_mutually_exclusive_group(required=True)
        place.add_argument("--organisation", type=int, metavar="ID", help="the number in the address of its page")
        place.add_argument("--body", type=int, metavar="ID", help="the number in the address of its page")
        parser.add_argument("--role", required=True, choices=Membership.Role.values, help="a viewer only reads")

    def handle(self, *, email, organisation, body, role, **options):
        try:
            person = signed_up(email)
        except NotSignedUp as error:
            raise CommandError(str(error)) from None
        target = place_of(organisation, body)
        try:
            changed = _give(target, person, role)
        except LastOwner as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{person.email} is {'now' if changed else 'already'} {role} of {target}.")


def _give(target, person, role: str) -> bool:
    if isinstance(target, Organisation):
        return memberships.give_role(target, person=person, role=Membership.Role(role), by=None, at=timezone.now())
    return body_memberships.give_role(target, person=person, role=BodyMembership.Role(role), by=None, at=timezone.now())


def place_of(organisation: int | None, body: int | None) -> Organisation | CommissioningBody:
    """What the numbers of a command name; CommandError if it is not there."""
    if organisation is not None:
        return _found(Organisation.objects.filter(closed_at=None), organisation, "organisation")
    return _found(CommissioningBody.objects.all(), body, "commissioning body")


def _found(those, pk, what):
    found = those.filter(pk=pk).first()
    if found is None:
        raise CommandError(f"There is no {what} {pk}. Look up its number in the address of its page.")
    return found
