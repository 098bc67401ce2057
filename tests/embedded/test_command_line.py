"""Promises of `python -m partnerships_portal.embedded`, which the make commands call."""

import os
import signal
import socket
import sys
import tempfile

import pytest

from partnerships_portal.embedded.lock import Lock

from .conftest import ASK


def test_standard_output_and_exit_status_are_those_of_the_command(checkout):
    done = checkout.do("run", "--", sys.executable, "-c", "print('only this'); raise SystemExit(7)")
    assert (done.stdout, done.returncode) == ("only this\n", 7)


def test_command_that_does_not_exist_is_named(checkout):
    done = checkout.do("run", "--", "no-such-command")
    assert done.returncode == 1
    assert done.stderr.startswith("no-such-command cannot be run")


def test_servers_stay_until_the_last_command_that_shares_them_has_ended(checkout):
    first = checkout.start("run", "--", sys.executable, "-uc", "import time; print('go'); time.sleep(1)")
    assert first.stdout.readline() == "go\n"
    checkout.sql("create table shared (n int)")
    asked_late = f"import time; time.sleep(2)\n{ASK}"
    second = checkout.do("run", "--", sys.executable, "-c", asked_late, "select count(*) from shared")
    assert (second.stdout, second.returncode) == ("0\n", 0)
    assert first.wait(20) == 0


def test_command_from_a_terminal_with_other_folders_finds_the_servers(checkout):
    checkout.start_long_command()
    with tempfile.TemporaryDirectory(prefix="pp-") as other:
        done = checkout.do("run", "--", sys.executable, "-c", ASK, "select 1", TMPDIR=other)
    assert (done.stdout, done.returncode) == ("1\n", 0), done.stderr


def test_second_start_says_that_the_portal_is_already_running(checkout):
    lock = Lock(checkout.data)
    assert lock.take("portal")
    done = checkout.do("up")
    lock.release()
    assert done.returncode == 1
    assert f"already running (process {os.getpid()})" in done.stderr
    assert "make stop" in done.stderr


def test_portal_does_not_start_beside_a_command_that_would_stop_its_servers(checkout):
    checkout.start_long_command()
    done = checkout.do("up")
    assert done.returncode == 1
    assert "A management command is using the servers" in done.stderr


def test_port_in_use_says_which_other_to_take(checkout):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = checkout.do("up", PORT=str(port))
    assert done.returncode == 1
    assert f"PORT={port + 1} make up" in done.stderr


def test_stop_ends_what_runs_and_says_so(checkout):
    running = checkout.start_long_command()
    assert checkout.do("status").returncode == 0
    assert checkout.do("stop").returncode == 0
    assert running.wait(10) == 128 + signal.SIGTERM
    assert checkout.do("status").returncode == 3
    assert checkout.do("stop").stdout == "The portal is not running.\n"


@pytest.mark.parametrize(("there", "missing"), [("DATABASE_URL", "REDIS_URL"), ("REDIS_URL", "DATABASE_URL")])
def test_one_server_address_without_the_other_is_refused(checkout, there, missing):
    done = checkout.do("run", "--", "true", **{there: "somewhere"})
    assert done.returncode == 1
    assert f"{there} is set but {missing} is not" in done.stderr


def test_configured_servers_are_used_and_none_is_started(checkout):
    addresses = {"DATABASE_URL": "postgres://portal@db.example.org/portal", "REDIS_URL": "redis://r.example.org"}
    done = checkout.do("run", "--", sys.executable, "-c", "import os; print(os.environ['DATABASE_URL'])", **addresses)
    assert done.stdout.strip() == addresses["DATABASE_URL"]
    assert not checkout.data.exists()
