"""What is computed from the postcode directory once per machine and kept on disk.

A folder for each version of the data under `.local/reference/`: arrays that every process
maps into memory (shared by all web workers through the page cache) and the districts as
JSON. Anything here may be deleted at any time: it is made again in a few seconds.
Why files and not a table: docs/decisions/0020-postcodes.md.
"""

import hashlib
import json
import logging
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from django.conf import settings

from . import geography, regions
from .districts import District, build_districts
from .postcode_index import PostcodeIndex, build_index
from .sources import read_authorities, read_postcodes, version_of_sources

log = logging.getLogger(__name__)


@cache
def places_version():
    """Names the packages and our own rules: other data or rules, another version."""
    table = hashlib.sha256(repr(regions.REGIONS).encode()).hexdigest()[:8]
    return f"{version_of_sources()}-{geography.RULES}-{table}"


@cache
def load_places():
    """(districts, postcode index), held for the life of the process."""
    return prepare_places()


def prepare_places(progress=lambda done, total: None):
    """(districts, postcode index), from disk when this version was kept, else computed.

    `progress(done, total)` is called while computing. When the folder cannot be written, the
    result stays in the memory of this process alone, and the log says so.
    """
    folder = _root() / places_version()
    if not folder.is_dir():
        districts, index = _compute(progress)
        try:
            _keep(folder, districts, index)
        except OSError as error:
            log.warning("Postcodes stay in memory: %s cannot be written (%s)", folder, error)
            return districts, index
    return _read(folder)


def _root():
    return Path(settings.BASE_DIR) / ".local" / "reference"


def _compute(progress):
    columns = read_postcodes(progress)
    return build_districts(columns, read_authorities()), build_index(columns)


def _keep(folder, districts, index):
    """Write beside, then rename: another process sees all of it or nothing."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=folder.parent))
    try:
        index.write(unfinished)
        (unfinished / "districts.json").write_text(json.dumps(districts), encoding="utf-8")
        os.replace(unfinished, folder)
    except OSError:
        shutil.rmtree(unfinished, ignore_errors=True)
        if not folder.is_dir():  # else another process was first, with the same content
            raise


def _read(folder):
    rows = json.loads((folder / "districts.json").read_text(encoding="utf-8"))
    districts = [District._make(row)._replace(neighbours=tuple(row[-1])) for row in rows]
    return districts, PostcodeIndex.read(folder)
