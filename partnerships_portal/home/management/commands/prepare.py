"""`manage.py prepare`: everything between an empty database, or a new version, and a portal that can be served."""

import hashlib
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from consortia.matching import weight_sets
from mutuals.models import Organisation


class Command(BaseCommand):
    help = "Bring the tables, the reference data and the static files up to date; in a demonstration, fill it once."

    def handle(self, *args, **options):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_reference")
        weight_sets.ensured(at=timezone.now())
        self._collect_static()
        if settings.DEMO:
            is_filled = Organisation.objects.filter(is_demo=True).exists()
            call_command("seed_demo", verbosity=0 if is_filled else 1)  # filled: its people still get what is new
            # The only words on standard output: `make up` shows them last.
            call_command("demo_sign_ins", stdout=self.stdout)
        else:
            call_command("retire_demo_people", stderr=self.stderr)

    def _collect_static(self):
        """Compressing takes seconds, so it is done only when a file has changed."""
        stamp = Path(settings.STATIC_ROOT) / "collected-from"
        fingerprint = _static_fingerprint()
        if not stamp.exists() or stamp.read_text() != fingerprint:
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            stamp.write_text(fingerprint)


def _static_fingerprint() -> str:
    """A digest of the name, size and age of every static file, and of Django's version."""
    digest = hashlib.sha256(django.__version__.encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
