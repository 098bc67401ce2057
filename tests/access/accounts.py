"""Policies of the portal itself, accounts and messages."""

from partnerships_portal.notifications.marks import unsubscribe_token

from .outcomes import HIDDEN, Policy, everyone, nobody, only, signed_in

# Addresses of the account pages are allauth's own and hold no one else's data: reachable, never an error.
# Each is named here, so that an address of ours that happens to begin alike does not escape the sweep.
ACCOUNT_PAGES_FOR_EVERYONE = {
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_email",
    "account_email_verification_sent",
    "account_inactive",
    "account_logout",
    "account_confirm_login_code",
    "mfa_authenticate",
    "mfa_login_webauthn",
}
ACCOUNT_PAGES_FOR_PEOPLE = {
    "account_change_password",
    "account_email",
    "account_reauthenticate",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "usersessions_list",
}

POLICIES: dict[str, Policy] = {
    "home": Policy(get=everyone()),
    "healthz": Policy(get=everyone()),
    "readyz": Policy(get=everyone()),
    "programme": Policy(get=only("staff"), post=nobody(signed_in())),
    "about": Policy(get=everyone()),
    "accessibility": Policy(get=everyone()),
    "privacy": Policy(get=everyone()),
    "cookies": Policy(get=everyone()),
    "terms": Policy(get=everyone()),
    "your_account": Policy(get=signed_in(), post=signed_in()),
    "audit_log": Policy(get=only("staff", triage=HIDDEN, analyst=HIDDEN), post=nobody(signed_in())),
    "personal_data": Policy(get=signed_in()),
    "personal_data_export": Policy(get=signed_in(), post=signed_in()),
    "account_delete": Policy(get=signed_in(), post=signed_in()),
    "inbox": Policy(get=signed_in()),
    "inbox_message": Policy(get=only("owner"), post=nobody(signed_in()), args=lambda world: [world.owners_message.pk]),
    "inbox_read_all": Policy(get=None, post=signed_in()),
    "inbox_read": Policy(get=nobody(signed_in()), post=only("owner"), args=lambda world: [world.owners_message.pk]),
    "message_preferences": Policy(get=signed_in(), post=signed_in()),
    "address_try_again": Policy(get=None, post=signed_in()),
    "unsubscribe": Policy(  # whoever holds the e-mail, signed in or not
        get=everyone(), post=everyone(), args=lambda world: [unsubscribe_token(world.people["owner"].pk, "people")]
    ),
}
