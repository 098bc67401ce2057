"""Promises of the embedded servers: nothing outlives its launcher, nothing foreign is touched, data is kept."""

import contextlib
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from .conftest import descendants, eventually, living


def test_data_is_kept_over_restarts(checkout):
    checkout.sql("create table memory (said text)")
    checkout.sql("insert into memory values ('still here')")
    assert checkout.sql("select said from memory") == "still here"


def test_killed_launcher_leaves_no_orphans_and_can_start_again(checkout):
    checkout.sql("create table memory (said text); insert into memory values ('still here')")
    launcher = checkout.start_long_command()
    children = descendants(launcher)
    assert len(children) >= 3  # postgres, the redis-compatible server, the command
    launcher.kill()
    assert eventually(lambda: not living(children))
    assert checkout.sql("select said from memory") == "still here"


def test_everything_killed_at_once_can_start_again(checkout):
    launcher = checkout.start_long_command()
    for process in [*descendants(launcher), launcher]:
        process.kill()
    assert checkout.sql("select 1") == "1"


def test_server_left_over_by_a_killed_launcher_is_ended_before_the_next_starts(checkout):
    launcher = checkout.start_long_command()
    servers = [each for each in descendants(launcher) if each.name() in {"postgres", "valkey-server"}]
    for server in servers:
        with contextlib.suppress(psutil.NoSuchProcess):  # short-lived ones come and go by themselves
            server.suspend()  # too busy to notice that the launcher has died
    launcher.kill()
    again = checkout.start("run", "--", "true")
    time.sleep(1)
    for server in servers:
        with contextlib.suppress(psutil.NoSuchProcess):
            server.resume()
    assert again.wait(60) == 0
    assert not living(servers)


def test_stale_pid_file_that_names_a_foreign_process_harms_nobody(checkout):
    checkout.sql("select 1")
    foreign = subprocess.Popen(["sleep", "60"])
    try:
        for pid_file in ("postgres/postmaster.pid", "redis/server.pid"):
            (checkout.data / pid_file).write_text(f"{foreign.pid}\n")
        assert checkout.sql("select 1") == "1"
        assert foreign.poll() is None
    finally:
        foreign.kill()
        foreign.wait()


def test_interrupted_first_start_is_begun_again(checkout):
    for left in ("postgres", "postgres.new"):
        (checkout.data / left).mkdir(parents=True)
        (checkout.data / left / "half-written").touch()
    assert checkout.sql("select 1") == "1"


def test_throw_away_servers_leave_nothing_behind(checkout):
    done = checkout.do("run", "--ephemeral", "--", sys.executable, "-c", "import os; print(os.environ['DATABASE_URL'])")
    assert done.returncode == 0
    assert not list(checkout.sockets.iterdir())
    assert not checkout.data.exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_signal_ends_the_command_and_its_servers(checkout, number):
    launcher = checkout.start_long_command()
    children = descendants(launcher)
    launcher.send_signal(number)
    assert launcher.wait(20) == 128 + number
    assert not living(children)


def test_ctrl_c_ends_the_command_and_its_servers(checkout):
    launcher = checkout.start_long_command()
    children = descendants(launcher)
    os.killpg(launcher.pid, signal.SIGINT)  # as a terminal does: to the command as well
    assert launcher.wait(20) == 128 + signal.SIGINT
    assert not living(children)
