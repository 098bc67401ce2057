"""The command line of the embedded servers, with its data in the folder that the first word names.

`up` makes the tables and nothing more: reference data, the demonstration and static files have tests of their own.
"""

import subprocess
import sys
from pathlib import Path

from partnerships_portal.embedded import paths, portal
from partnerships_portal.embedded.__main__ import main


def make_tables(variables: dict[str, str]) -> str:
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, env=variables, cwd=paths.ROOT, check=True)
    return "  Somebody: somebody@example.org"


if __name__ == "__main__":
    paths.LOCAL = Path(sys.argv[1])
    portal.prepare = make_tables
    sys.exit(main(sys.argv[2:]))
