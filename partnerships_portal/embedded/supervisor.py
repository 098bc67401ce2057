"""Starts child processes, lets none outlive us, and clears what a crash left behind."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from .errors import Problem

PATIENCE = 20  # seconds a process gets to end before it is killed
SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(ending: signal.Signals, *, own_group: bool = True) -> Callable[[], None]:
    """What a new child does first, so that even `kill -9` of its parent ends it (Linux only)."""
    parent = os.getpid()

    def prepare() -> None:
        if own_group:
            os.setpgid(0, 0)  # Ctrl-C reaches only us, and we stop the children in order
        if sys.platform == "linux":
            _libc.prctl(SET_PARENT_DEATH_SIGNAL, ending, 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return prepare


@dataclass
class Child:
    """One process that we started."""

    name: str
    process: subprocess.Popen[bytes]
    ending: signal.Signals
    log: Path

    def alive(self) -> bool:
        return self.process.poll() is None

    def last_words(self, lines: int = 12) -> str:
        """The end of its log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


class Supervisor:
    """Holds the children of one start and stops them in reverse order."""

    def __init__(self, logs: Path) -> None:
        self.logs = logs
        self.children: list[Child] = []

    def start(
        self,
        name: str,
        command: Sequence[str],
        *,
        ending: signal.Signals = signal.SIGTERM,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> Child:
        """Start `command` with its output in `<name>.log`; `ending` is the signal that ends it gently."""
        self.logs.mkdir(parents=True, exist_ok=True)
        log = self.logs / f"{name}.log"
        with log.open("ab") as output:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=environment,
                cwd=folder,
                preexec_fn=die_with_parent(ending),
            )
        child = Child(name, process, ending, log)
        self.children.append(child)
        return child

    def check(self) -> None:
        """Raise Problem when a child has ended by itself."""
        for child in self.children:
            if not child.alive():
                raise Problem(
                    f"{child.name} stopped by itself (exit status {child.process.returncode}). "
                    f"The end of {child.log}:\n{child.last_words()}"
                )

    def stop(self) -> None:
        """End every child, the last started first."""
        while self.children:
            child = self.children.pop()
            if child.alive():
                child.process.send_signal(child.ending)
                try:
                    child.process.wait(PATIENCE)
                except subprocess.TimeoutExpired:
                    child.process.kill()
                    child.process.wait()


def end_left_over(pid_file: Path, *, program: str, folder: Path) -> None:
    """End the process that `pid_file` names if it is one of ours, then remove the file.

    Process ids are used again, so a pid file alone proves nothing: the process must run a program
    whose name contains `program` and work in `folder`.
    """
    if pid_file.exists():
        with contextlib.suppress(psutil.Error, ValueError, IndexError):
            process = psutil.Process(int(pid_file.read_text().split()[0]))
            if program in Path(process.exe()).name and Path(process.cwd()) == folder.resolve():
                _end(process)
        pid_file.unlink(missing_ok=True)


def _end(process: psutil.Process) -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(PATIENCE)
    except psutil.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait(PATIENCE)
