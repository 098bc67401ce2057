"""`add_body`: adds a commissioning body that no imported notice has named yet."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commissioners.actions.bodies import add_body
from commissioners.choices import BodyKind, BuyerClass

LONGEST = 250  # characters


class Command(BaseCommand):
    help = "Add a commissioning body (imported notices add theirs by themselves) and print its number"

    def add_arguments(self, parser):
        parser.add_argument("name", help="its full name")
        parser.add_argument("--kind", required=True, choices=BodyKind.values, help="what it is")
        classes = [value for value in BuyerClass.values if value]
        parser.add_argument("--buyer-class", choices=classes, default="", help="thresholds depend on it")

    def handle(self, *, name, kind, buyer_class, **options):
        name = " ".join(name.split())
        if not name or len(name) > LONGEST:
            raise CommandError(f"Give the name of the body, in at most {LONGEST} characters.")
        body, is_new = add_body(name=name, kind=kind, buyer_class=buyer_class, by=None, at=timezone.now())
        self.stdout.write(f"{body} is {'now' if is_new else 'already'} commissioning body {body.pk}.")
