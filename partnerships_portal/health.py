"""Whether this process is alive (`/healthz`) and whether the whole portal can work (`/readyz`).

Both are for machines that watch the portal. They tell states, never reasons: those are in the log.
"""

import logging
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg2
import redis
from celery.signals import after_task_publish, beat_init, heartbeat_sent
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.backoff import NoBackoff
from redis.retry import Retry

logger = logging.getLogger(__name__)

PROBE_SECONDS = 2  # how long a dead server may hold up the answer
WORKER_SEEN_KEY = "portal:worker-seen"
WORKER_SILENCE_SECONDS = 30  # a worker is heard every 2 s, however busy it is
TIMER_SEEN_KEY = "portal:timer-seen"
TIMER_SILENCE_SECONDS = 90  # the timer sends a task at least every 20 s


@login_not_required
@never_cache
@require_safe
def healthz(request):
    """Alive: touches nothing but this process."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(request):
    """Ready: 200, or 503 and which part is not. Answers within about two seconds even then."""
    parts = probe(at=time.time())
    missing = [name for name, state in parts.items() if state != "ok"]
    message = "Not ready: " + ", ".join(f"{name} {parts[name]}" for name in missing) if missing else "Ready"
    answer = {"ready": not missing, "message": message, "parts": parts}
    return JsonResponse(answer, status=503 if missing else 200, json_dumps_params={"indent": 2})


def probe(*, at: float) -> dict[str, str]:
    """The state of each part, "ok" or what is wrong with it; `at` is in seconds since 1970."""
    with ThreadPoolExecutor(max_workers=2) as both:
        # get_connection_params belongs to the request's thread; only the connecting happens elsewhere.
        database = both.submit(_database, connection.get_connection_params())
        broker = both.submit(_redis_worker_and_timer, at)
        return {"database": database.result(), **broker.result()}


@heartbeat_sent.connect
def worker_is_alive(**_) -> None:
    """Note the time. Sent by the worker's main process, so that long jobs do not make it look dead."""
    _note(WORKER_SEEN_KEY, 10 * WORKER_SILENCE_SECONDS)


@beat_init.connect
def timer_started(**_) -> None:
    """From now on this process is the timer: each task that it sends shows that it runs."""
    after_task_publish.connect(timer_is_alive)
    timer_is_alive()


def timer_is_alive(**_) -> None:
    """Note the time."""
    _note(TIMER_SEEN_KEY, 10 * TIMER_SILENCE_SECONDS)


def _note(key: str, seconds: int) -> None:
    try:
        _redis().set(key, time.time(), ex=seconds)
    except redis.RedisError as error:
        logger.warning("%s could not be noted: %s", key, error)


def _database(parameters: dict) -> str:
    try:
        psycopg2.connect(**parameters | {"connect_timeout": PROBE_SECONDS}).close()
    except psycopg2.Error as error:
        logger.warning("The database does not answer: %s", error)
        return "does not answer"
    return "ok"


def _redis_worker_and_timer(at: float) -> dict[str, str]:
    try:
        worker, timer = _redis().mget(WORKER_SEEN_KEY, TIMER_SEEN_KEY)
    except redis.RedisError as error:
        logger.warning("Redis does not answer: %s", error)
        unknown = "is not known without redis"
        return {"redis": "does not answer", "worker": unknown, "timer": unknown}
    return {
        "redis": "ok",
        "worker": _heard(worker, at, WORKER_SILENCE_SECONDS),
        "timer": _heard(timer, at, TIMER_SILENCE_SECONDS),
    }


def _heard(seen: bytes | str | None, at: float, longest: int) -> str:
    """The state of a part that was last seen then; None: not within ten times the longest silence."""
    if seen is None:
        return "has not been seen lately"
    silence = at - float(seen)
    return "ok" if silence <= longest else f"was last seen {silence:.0f} seconds ago"


def _redis() -> redis.Redis:
    once = Retry(NoBackoff(), 0)
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=PROBE_SECONDS, socket_connect_timeout=PROBE_SECONDS, retry=once
    )
