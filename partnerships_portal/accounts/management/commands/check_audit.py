"""Checks that nothing in the record of actions was changed."""

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from partnerships_portal.accounts.audit import checking


class Command(BaseCommand):
    help = "Check that no event of the audit trail was changed, deleted, put in or moved. Ends with 1 if one was."

    def add_arguments(self, parser):
        parser.add_argument(
            "--head", default="", help="a head that an earlier check printed: blocks up to it must still be there"
        )

    def handle(self, *args, head, **options):
        result = checking.check_and_keep(at=timezone.now(), head=head)
        if result.trouble:
            raise CommandError(result.trouble)
        self.stdout.write(
            f"{result.events} events, nothing changed. {result.sealed} of them are sealed in {result.blocks} blocks, "
            f"head {result.head or 'none yet'}"
        )
