from django.core.management.base import BaseCommand

from partnerships_portal.demo import people


class Command(BaseCommand):
    help = "List the sign-ins of the demonstration, one for each kind of person"

    def handle(self, *args, **options):
        sign_ins = people.sign_ins()
        if not sign_ins:
            self.stdout.write("There are no demo sign-ins here. A demonstration makes them: seed_demo")
            return
        width = max(len(email) for _, email in sign_ins)
        for what, email in sign_ins:
            self.stdout.write(f"{email:<{width}}  {what}")
        self.stdout.write(f"Password of all: {people.PASSWORD}")
        self.stdout.write("Programme staff are also asked for a code, which the page shows in a demonstration.")
