"""What allauth says and does in the portal's way."""

import logging
import smtplib

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from . import browsers, devices

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Error messages that say what to do next, and e-mails in plain words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is wrong. Check both, or reset your password",
        "incorrect_password": "The password is wrong. Try again, or reset your password",
        "enter_current_password": "The current password is wrong. Try again, or reset your password",
        "too_many_login_attempts": "There were too many failed attempts. Wait 5 minutes, or reset your password",
        "rate_limited": "There were too many attempts. Wait 5 minutes, then try again",
        "duplicate_email": "This e-mail address already belongs to your account. Enter another one",
        "max_email_addresses": "You have %d addresses already. Remove one first",
        "cannot_remove_primary_email": "This is your main e-mail address. Make another address the main one first",
        "unverified_primary_email": "Open the link that we sent to this address first, then make it the main one",
        "invalid_password_reset": "This link has been used or is too old. Ask for a new one",
    }
    ways_to_confirm = {
        "reauthenticate": "Use your password",
        "mfa_reauthenticate": "Use a code from your app, or a recovery code",
        "mfa_reauthenticate:webauthn": "Use a passkey",
    }

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        described_as = browsers.in_words(request.META.get("HTTP_USER_AGENT", ""))
        devices.recognise(request=request, response=response, person=user, described_as=described_as, at=timezone.now())
        return response

    def get_reauthentication_methods(self, user):
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": self.ways_to_confirm[method["id"]]} for method in methods]

    def render_mail(self, template_prefix, email, context, headers=None):
        """Text, and the same in HTML: links can be opened and lines do not break where they should not."""
        context = {
            "browser": browsers.in_words(context.get("user_agent", "")),
            "password_reset_url": f"{settings.SITE_URL}{reverse('account_reset_password')}",
        } | context
        mail = super().render_mail(template_prefix, email, context, headers)
        page = render_to_string("emails/account.html", {"subject": mail.subject, "body": mail.body}, self.request)
        mail.attach_alternative(page, "text/html")
        mail.extra_headers.setdefault("Auto-Submitted", "auto-generated")  # holiday replies keep away (RFC 3834)
        return mail

    def send_notification_mail(self, *args, **kwargs):
        """Tell of a change that is made already: a mail server that is away must not turn it into an error."""
        try:
            super().send_notification_mail(*args, **kwargs)
        except (smtplib.SMTPException, OSError) as error:
            log.error("a person could not be told of a change to the account: %s", error)
