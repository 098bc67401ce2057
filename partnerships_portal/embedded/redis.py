"""The embedded Redis-compatible server (Valkey), on a unix socket."""

from . import binaries
from .paths import Places
from .supervisor import Supervisor, end_left_over


def url(places: Places) -> str:
    """The REDIS_URL of this server."""
    return f"unix://{places.redis_socket}"


def start(places: Places, supervisor: Supervisor, *, lasting: bool) -> None:
    """Start the server; it is not yet ready when this returns."""
    places.redis.mkdir(exist_ok=True)
    pid_file = places.redis / "server.pid"
    end_left_over(pid_file, program="-server", folder=places.redis)
    places.redis_socket.unlink(missing_ok=True)
    settings = {
        "port": "0",
        "unixsocket": str(places.redis_socket),
        "unixsocketperm": "700",
        "dir": str(places.redis),
        "pidfile": str(pid_file),
        "daemonize": "no",
        "appendonly": "yes" if lasting else "no",
        "save": "",
    }
    options = [part for name, value in settings.items() for part in (f"--{name}", value)]
    supervisor.start("redis", [binaries.redis_server(), *options])


def ready(places: Places) -> bool:
    # The socket appears when the data has been read and the server answers.
    return places.redis_socket.exists()
