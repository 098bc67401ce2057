"""Notices there and back: are they, and what the portal publishes of them, valid by the official OCDS 1.1.5 schema?

    python -m partnerships_portal.embedded run --ephemeral -- python -m tests.validate_export FILE...

Each FILE is a release package. It is checked, imported into a new database and exported; the exported package, and a
record package for each ocid, are checked against the official schema and against the same with our extension. Prints
the numbers, and every problem; ends with 1 where there is any.
"""

import json
import os
import sys
from pathlib import Path

import django

from tests.ocds_schemas import RECORD_PACKAGE, RELEASE_PACKAGE, problems, problems_with_extension

EXTENSION = Path(__file__).resolve().parents[1] / "docs" / "ocds-extension" / "release-schema.json"


def main(paths: list[str]) -> int:
    """Check the files at `paths`; returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnerships_portal.settings")
    django.setup()
    found = 0
    for path in paths:
        package = json.loads(Path(path).read_text())
        found += _said(path, len(package["releases"]), "releases as they came", problems(package, RELEASE_PACKAGE))
    exported, records = _exported(paths)
    found += _said("export", len(exported["releases"]), "releases", _all_problems(exported, RELEASE_PACKAGE))
    wrong = [problem for record in records for problem in _all_problems(record, RECORD_PACKAGE)]
    found += _said("export", sum(len(each["records"]) for each in records), "records", wrong)
    return 1 if found else 0


def _exported(paths: list[str]) -> tuple[dict, list[dict]]:
    """What is published of the files: everything as one release package, and a record package for each ocid."""
    from django.core.management import call_command  # reads settings: only after they are chosen
    from django.utils import timezone

    from commissioners.importing.runs import Run
    from commissioners.ocds.writing.packages import record_package
    from commissioners.publishing.exporting import package
    from commissioners.publishing.publisher import absolute, publisher
    from commissioners.publishing.reading import public
    from commissioners.publishing.releases import releases_of

    call_command("migrate", verbosity=0)
    call_command("load_reference", verbosity=0)
    Run(at=timezone.now(), say=lambda text: None).import_sources(paths)
    exported = json.loads("".join(package(uri=absolute("open_data_releases"), publisher=publisher())))
    ocids = dict.fromkeys(release["ocid"] for release in exported["releases"])
    records = [
        record_package(releases_of(public(ocid=ocid)), uri=absolute("open_data_record", ocid), publisher=publisher())
        for ocid in ocids
    ]
    return exported, records


def _all_problems(package: dict, schema: str) -> list[str]:
    fragment = json.loads(EXTENSION.read_text())
    return problems(package, schema) + problems_with_extension(package, schema, fragment)


def _said(what: str, number: int, kind: str, found: list[str]) -> int:
    print(f"{what}: {number} {kind}, {len(found)} problems")
    for problem in found:
        print(f"  {problem}")
    return len(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
