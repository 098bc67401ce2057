"""The command line of the embedded servers, with its data in the folder that the first word names."""

import sys
from pathlib import Path

from partnerships_portal.embedded import paths
from partnerships_portal.embedded.__main__ import main

if __name__ == "__main__":
    paths.LOCAL = Path(sys.argv[1])
    sys.exit(main(sys.argv[2:]))
