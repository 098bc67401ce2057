import resource
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commissioners.models import Opportunity
from mutuals.models import Organisation
from partnerships_portal.demo import world
from partnerships_portal.demo.ground import NoGround

NOT_A_DEMO = (
    "This portal is not a demonstration (PORTAL_DEMO is not set), so no invented organisations were added. "
    "If you mean it, for example on a test system, run the command again with --on-this-portal."
)
ALREADY_HERE = (
    "The demo world is already here: {organisations:,} organisations and {opportunities:,} opportunities. "
    "Nothing was changed. To build it anew: seed_demo --reset"
)


class Command(BaseCommand):
    help = "Fill the portal with an invented sector for demonstrations. Running it again changes nothing."

    def add_arguments(self, parser):
        plan = world.Plan()
        parser.add_argument(
            "--organisations",
            type=int,
            default=plan.organisations,
            help="how many organisations: two of three are Mutuals, the third is a partner (default %(default)s)",
        )
        parser.add_argument("--opportunities", type=int, default=plan.opportunities, help="default %(default)s")
        parser.add_argument("--seed", type=int, default=plan.seed, help="another seed, another world (default 1)")
        parser.add_argument("--reset", action="store_true", help="delete the demo world first and build it anew")
        parser.add_argument(
            "--people", action="store_true", help="make the demo sign-ins even where PORTAL_DEMO is not set"
        )
        parser.add_argument("--on-this-portal", action="store_true", help="seed although PORTAL_DEMO is not set")

    def handle(self, *args, **options):
        if not (settings.DEMO or options["on_this_portal"]):
            raise CommandError(NOT_A_DEMO)
        self._seed(options)
        if settings.DEMO or options["people"]:
            world.invite_people(at=timezone.now())

    def _seed(self, options):
        if world.exists():
            if not options["reset"]:
                if options["verbosity"]:
                    self.say(self._already_here())
                return
            self.say("Deleting the demo world")
            world.remove()
        started = time.monotonic()
        try:
            world.make(self._plan(options), at=timezone.now(), say=self.say)
        except NoGround as reason:
            raise CommandError(str(reason)) from reason
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.say(f"Demo world ready in {time.monotonic() - started:.1f} s, at most {memory:.0f} MB of memory")

    def _plan(self, options):
        plan = world.Plan(options["organisations"], options["opportunities"], options["seed"])
        if plan.organisations < 3 or plan.opportunities < 1:
            raise CommandError("Ask for at least 3 organisations and 1 opportunity.")
        return plan

    def _already_here(self):
        return ALREADY_HERE.format(
            organisations=Organisation.objects.filter(is_demo=True).count(),
            opportunities=Opportunity.objects.filter(is_demo=True).count(),
        )

    def say(self, text):
        # Progress goes to the error stream, in its ordinary colour: it is not an error.
        self.stderr.write(text, style_func=lambda message: message)
        self.stderr.flush()
