"""How often one person may knock at a door that is expensive, or behind which things can be guessed.

    @limited("organisation_csv", "10/m/user")                      # POST only: what changes or tries something
    @limited("organisation_csv", "10/m/user", methods=("GET",))    # a page that is expensive to make

Signing in, signing up and resetting are limited by allauth: `ACCOUNT_RATE_LIMITS` in the settings.
"""

import ipaddress
import time
from functools import wraps

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SECONDS = {"s": 1, "m": 60, "h": 60 * 60, "d": 24 * 60 * 60}
WHO = ("user", "ip")


def limited(name: str, rate: str, *, methods: tuple[str, ...] = ("POST",)):
    """Answer a view's requests up to `rate`, and those beyond it with 429 and a page that says when to try again.

    `rate` is "<number>/<s, m, h or d>/<user or ip>". "user" counts each signed-in person for himself, and those who are
    not signed in by their network address (`ALLAUTH_TRUSTED_PROXY_COUNT` says how many proxies to believe); "ip" counts
    everyone by address, of IPv6 its first 64 bits. `name` is shared by the views that share one allowance.
    Counted in fixed windows in the shared cache: across the end of one, twice the number may pass.
    Raises ValueError for a rate that cannot be read, when the module is imported.
    """
    number, unit, who = rate.split("/")
    allowed, window = int(number), SECONDS.get(unit)
    if window is None or who not in WHO:
        raise ValueError(f"{rate} is no rate: write for example 10/m/user")

    def decorate(view):
        @wraps(view)
        def limited_view(request, *args, **kwargs):
            if request.method in methods:
                now = time.time()
                if _count(f"limit:{name}:{rate}:{_knocker(request, who)}", window, now) > allowed:
                    return too_many(request, seconds=window - int(now) % window)
            return view(request, *args, **kwargs)

        return limited_view

    return decorate


def too_many(request: HttpRequest, seconds: int | None = None) -> HttpResponse:
    """The answer to somebody who asked too often; `seconds` until it may be tried again, where that is known."""
    minutes = -(-seconds // 60) if seconds else None
    answer = render(request, "429.html", {"seconds": seconds, "minutes": minutes}, status=429)
    if seconds:
        answer["Retry-After"] = str(seconds)
    return answer


def _count(key: str, window: int, now: float) -> int:
    """How many requests, this one included, came in the window of `now`."""
    key = f"{key}:{int(now) // window}"
    cache.add(key, 0, timeout=window)
    try:
        return cache.incr(key)
    except ValueError:  # it ended between the two calls
        return 1


def _knocker(request: HttpRequest, who: str) -> str:
    if who == "user" and request.user.is_authenticated:
        return f"user-{request.user.pk}"
    address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    if address.version == 6:
        address = ipaddress.ip_network(f"{address}/64", strict=False).network_address
    return f"ip-{address}"
