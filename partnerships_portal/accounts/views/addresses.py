"""Confirming that an e-mail address is one's own."""

from allauth.account.models import get_emailconfirmation_model
from allauth.account.views import ConfirmEmailView
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect


class ConfirmEmail(ConfirmEmailView):
    """Confirms an address. One that was added to an account is confirmed only by whoever is signed in to that account.

    Otherwise somebody could add the address of a person who is about to be invited, and that person, who reads the
    e-mail and knows nothing of the account, would confirm it for them.
    """

    def get(self, *args, **kwargs):
        return self._elsewhere() or super().get(*args, **kwargs)

    def post(self, *args, **kwargs):
        return self._elsewhere() or super().post(*args, **kwargs)

    def _elsewhere(self):
        """Where whoever is not signed in to the account is sent; None for everybody who may go on."""
        found = get_emailconfirmation_model().from_key(self.kwargs["key"])
        if found is None or found.email_address.primary or found.email_address.user_id == self.request.user.pk:
            return None
        messages.info(self.request, "Sign in to the account that you added this address to, then open the link again.")
        return redirect("account_email") if self.request.user.is_authenticated else redirect_to_login(self.request.path)
