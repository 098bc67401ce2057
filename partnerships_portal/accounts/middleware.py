"""What holds for every answer to somebody who is signed in."""

from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from . import second_factor, sessions

# Where somebody who needs a second factor may go without one: out, out of e-mails, to what everyone may read, and to
# the health checks.
ALWAYS_OPEN = {
    *("account_logout", "unsubscribe", "healthz", "readyz"),
    *("about", "accessibility", "cookies", "privacy", "terms"),
}
# Before the first factor is set up: what setting up needs, with its question for the password and a confirmed address.
OPEN_FOR_SETTING_UP = {
    *("mfa_index", "mfa_activate_totp", "mfa_add_webauthn"),
    *("account_reauthenticate", "account_email", "account_confirm_email", "account_email_verification_sent"),
}
# With a factor that this session has not shown: the pages that ask for it. Nothing here can add or remove one.
OPEN_FOR_SHOWING = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}


def keep_out_of_caches(get_response):
    """Pages of signed-in people are not kept by browsers or proxies: on a shared machine Back shows nothing."""

    def middleware(request):
        response = get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware


def note_activity(get_response):
    """Keeps "last used" of each session true to a few minutes, at one write every few minutes."""

    def middleware(request):
        response = get_response(request)
        if request.user.is_authenticated and request.session.session_key:
            sessions.note_used(session_key=request.session.session_key, at=timezone.now())
        return response

    return middleware


class RequireSecondFactor:
    """Who needs a second factor reaches nothing before setting one up, and nothing before showing it in this session.

    allauth asks for it at sign-in. This also holds for sessions that began in another way: before the person became
    staff, before the factor was set up, or after recovery codes were all that was left.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.view_name
        if not request.user.is_authenticated or not request.user.needs_second_factor or name in ALWAYS_OPEN:
            return None
        factors = second_factor.factors_of(request.user)
        if not factors:
            return None if name in OPEN_FOR_SETTING_UP else redirect("mfa_index")
        if second_factor.was_used(request) or name in OPEN_FOR_SHOWING:
            return None
        return redirect(_page_that_asks(factors) + _way_back(request))


def _page_that_asks(factors: list[str]) -> str:
    has_app = Authenticator.Type.TOTP in factors
    return reverse("mfa_reauthenticate" if has_app else "mfa_reauthenticate_webauthn")


def _way_back(request) -> str:
    """The page that was asked for; what was sent to one is not sent again."""
    if request.method not in ("GET", "HEAD"):
        return ""
    return f"?{urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})}"
