from django.core.management.base import BaseCommand

from partnerships_portal.demo import people


class Command(BaseCommand):
    help = "Let no demo person sign in any more. Their password is public; `prepare` does this outside a demonstration."

    def handle(self, *args, **options):
        if retired := people.retire():
            self.stderr.write(f"{retired} demo people, whose password is public, can no longer sign in")
