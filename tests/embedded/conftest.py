"""A checkout of its own for each test: its folder, and commands run in it."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
SETTLE_SECONDS = 20


class Checkout:
    """Runs the command line of the embedded servers on a folder of its own."""

    def __init__(self, folder: Path, variables: dict[str, str]) -> None:
        self.data = folder / "data"
        self.sockets = Path(variables["TMPDIR"])
        self.variables = variables
        self.started: list[subprocess.Popen[str]] = []

    def start(self, *words: str, **variables: str) -> subprocess.Popen[str]:
        """Start a command and return at once."""
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.embedded.launcher", str(self.data), *words],
            cwd=ROOT,
            env=self.variables | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,  # Ctrl-C goes to a whole group: this one, not that of the tests
        )
        self.started.append(process)
        return process

    def do(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        process = self.start(*words, **variables)
        out, err = process.communicate(timeout=60)
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    def sql(self, statement: str) -> str:
        """What PostgreSQL answers to one statement."""
        done = self.do("run", "--", sys.executable, "-c", ASK, statement)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def start_long_command(self) -> subprocess.Popen[str]:
        """A command that runs until it is stopped, with its servers ready."""
        process = self.start("run", "--", sys.executable, "-uc", "import time; print('go'); time.sleep(600)")
        assert process.stdout is not None and process.stdout.readline() == "go\n"
        return process

    def stop_everything(self) -> None:
        for process in self.started:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)
        self.started.clear()


ASK = """
import os, sys, psycopg2
from urllib.parse import urlsplit, parse_qs
url = urlsplit(os.environ["DATABASE_URL"])
with psycopg2.connect(dbname=url.path[1:], user="postgres", host=parse_qs(url.query)["host"][0]) as connection:
    cursor = connection.cursor()
    cursor.execute(sys.argv[1])
    print(cursor.fetchone()[0] if cursor.description else "done")
"""


@contextlib.contextmanager
def checkout_in(folder: Path):
    """A checkout whose data is in `folder`; whatever was started in it is stopped at the end."""
    sockets = tempfile.mkdtemp(prefix="pp-")  # pytest's own folders have paths too long for sockets
    unwanted = {"DATABASE_URL", "REDIS_URL", "SITE_URL", "ALLOWED_HOSTS", "EMAIL_URL", "FROM_EMAIL"}
    variables = {name: value for name, value in os.environ.items() if name not in unwanted}
    checkout = Checkout(folder, variables | {"TMPDIR": sockets})
    yield checkout
    checkout.stop_everything()
    shutil.rmtree(sockets, ignore_errors=True)


@pytest.fixture
def checkout(tmp_path):
    with checkout_in(tmp_path) as checkout:
        yield checkout


def eventually(condition) -> bool:
    """Whether `condition()` comes true within some seconds."""
    end = time.monotonic() + SETTLE_SECONDS
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def descendants(process: subprocess.Popen[str]) -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)


def living(processes: list[psutil.Process]) -> list[psutil.Process]:
    return [each for each in processes if each.is_running() and each.status() != psutil.STATUS_ZOMBIE]
