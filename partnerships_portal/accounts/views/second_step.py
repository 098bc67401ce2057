"""Setting up and removing second factors: allauth's views, and what the portal adds to them."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView, RemoveWebAuthnView
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect

from partnerships_portal.accounts import second_factor


class ActivateTOTP(ActivateTOTPView):
    """Sets up an app. Its first code was just shown, so this session need not show another."""

    def form_valid(self, form):
        answer = super().form_valid(form)
        second_factor.note_used(self.request, kind=Authenticator.Type.TOTP)
        return answer


class AddPasskey(AddWebAuthnView):
    """Adds a passkey. It was just used, so this session need not use it again."""

    def form_valid(self, form):
        answer = super().form_valid(form)
        second_factor.note_used(self.request, kind=Authenticator.Type.WEBAUTHN)
        return answer


class ConfirmWithPasskey(ReauthenticateWebAuthnView):
    """Asks for a passkey again. One that was refused leaves people on this page, where the other ways are."""

    def form_invalid(self, form):
        super().form_invalid(form)  # says why
        return HttpResponseRedirect(self.request.get_full_path())


class RemovePasskey(RemoveWebAuthnView):
    """Removes a passkey, unless it is the last second factor of somebody who needs one: allauth asks for apps only."""

    def form_valid(self, form):
        if not second_factor.may_go(self.object):
            raise PermissionDenied
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"may_go": second_factor.may_go(self.object)}
