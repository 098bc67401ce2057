"""Who may reach which address: one policy for every URL name. `test_access.py` sweeps them all.

A new URL needs a line here. Each policy says how to build the address from the world of the sweep, and what
each person gets for GET and POST. The people: anonymous, stranger (an account and nothing else), viewer, editor
and owner of `world.organisation`, other_owner (of another organisation), body_viewer and commissioner (its owner) of
`world.body`, staff (a programme manager), triage (a triage officer) and analyst.

Triage officers and analysts get what staff get unless a policy says otherwise: analysts read but do not decide.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from partnerships_portal.notifications.marks import unsubscribe_token

PEOPLE = (
    *("anonymous", "stranger"),
    *("viewer", "editor", "owner", "other_owner"),
    *("body_viewer", "commissioner"),
    *("staff", "triage", "analyst"),
)


class Outcome(Enum):
    """What a person gets."""

    OK = "the page, or a redirect onwards"
    SIGN_IN = "asked to sign in first"
    FORBIDDEN = "403: it exists for them, but they may not do this"
    HIDDEN = "404: it does not exist for them"
    NO_METHOD = "405: nobody can do this here"


OK, SIGN_IN, FORBIDDEN, HIDDEN, NO_METHOD = Outcome

Outcomes = dict[str, Outcome]


def everyone() -> Outcomes:
    return dict.fromkeys(PEOPLE, OK)


def signed_in() -> Outcomes:
    return everyone() | {"anonymous": SIGN_IN}


def signed_in_but_staff() -> Outcomes:
    return signed_in() | dict.fromkeys(("staff", "triage", "analyst"), FORBIDDEN)


def only(*people: str, others: Outcome = HIDDEN, **exceptions: Outcome) -> Outcomes:
    """Those named get in; anonymous people are asked to sign in; `exceptions` says what single others get."""
    said = {"anonymous": SIGN_IN} | dict.fromkeys(people, OK) | exceptions
    staff = said.get("staff", others)
    return dict.fromkeys(PEOPLE, others) | {"triage": staff, "analyst": staff} | said


def for_deciding_staff() -> Outcomes:
    """Programme managers and triage officers; analysts may read about it, so they are told that they may not."""
    return only("staff", analyst=FORBIDDEN)


def for_buyer() -> Outcomes:
    """The body that buys: what is published exists for everyone, but only its people may change it."""
    return only("commissioner", others=FORBIDDEN)


def for_buyer_of_draft() -> Outcomes:
    """A draft exists for the people of the body alone, and those who only read may not change it."""
    return only("commissioner", body_viewer=FORBIDDEN)


def for_owner() -> Outcomes:
    """The owners of the organisation: its other people and programme managers see its people, and do not decide."""
    told = dict.fromkeys(("viewer", "editor", "staff"), FORBIDDEN)
    return only("owner", **told, triage=HIDDEN, analyst=HIDDEN)


def for_manager() -> Outcomes:
    """Programme managers alone decide about the end of an organisation."""
    return only("staff", triage=HIDDEN, analyst=HIDDEN)


def for_decider() -> Outcomes:
    """The owners: whoever asks may not let themselves in; managers decide only where there is no owner."""
    return for_owner() | {"other_owner": FORBIDDEN}


def nobody(allowed_get: Outcomes) -> Outcomes:
    """For POST of a page that only shows: whoever may see it is told that this is not a thing to do here."""
    return {person: NO_METHOD if outcome is OK else outcome for person, outcome in allowed_get.items()}


@dataclass(frozen=True)
class Policy:
    """Outcomes of GET and POST for each person. `post=None`: the page only shows. `get=None`: POST only."""

    get: Outcomes | None
    post: Outcomes | None = None
    args: Callable[..., list] = lambda world: []

    def outcomes(self, method: str) -> Outcomes:
        if method == "GET":
            return self.get if self.get is not None else nobody(self.post or {})
        return self.post if self.post is not None else nobody(self.get or {})


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
    "about": Policy(get=everyone()),
    "accessibility": Policy(get=everyone()),
    "privacy": Policy(get=everyone()),
    "cookies": Policy(get=everyone()),
    "terms": Policy(get=everyone()),
    "your_account": Policy(get=signed_in(), post=signed_in()),
    "audit_log": Policy(get=only("staff", triage=HIDDEN, analyst=HIDDEN), post=nobody(signed_in())),
    "organisation_history": Policy(
        get=only("owner"), post=nobody(signed_in()), args=lambda world: [world.organisation.pk]
    ),
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
    "tender_matches": Policy(get=signed_in()),
    "partner_matches": Policy(get=signed_in()),
    "organisation_matches": Policy(
        get=only("viewer", "editor", "owner"), post=nobody(signed_in()), args=lambda world: [world.organisation.pk]
    ),
    "organisation_partners": Policy(
        get=only("viewer", "editor", "owner"), post=nobody(signed_in()), args=lambda world: [world.organisation.pk]
    ),
    "organisation_scope": Policy(
        get=only("viewer", "editor", "owner", "staff", analyst=FORBIDDEN),
        post=nobody(signed_in()),
        args=lambda world: [world.organisation.pk],
    ),
    "opportunity_match": Policy(
        get=only("viewer", "editor", "owner", "other_owner"),
        post=nobody(signed_in()),
        args=lambda world: [world.opportunity.pk],
    ),
    "organisation_list": Policy(get=everyone()),
    "organisation_map": Policy(get=everyone()),
    "organisation_csv": Policy(get=everyone()),
    "organisation_compare": Policy(get=everyone()),
    "comparison_list": Policy(get=signed_in()),
    "comparison_save": Policy(get=None, post=signed_in()),
    "comparison_remove": Policy(
        get=nobody(signed_in()), post=only("owner"), args=lambda world: [world.owners_comparison.pk]
    ),
    "organisation_detail": Policy(get=everyone(), args=lambda world: [world.organisation.pk]),
    "organisation_register": Policy(get=signed_in_but_staff(), post=signed_in_but_staff()),
    "registration_step": Policy(
        get=only("stranger"), post=only("stranger"), args=lambda world: [world.registration.pk, "name"]
    ),
    "registration_matches": Policy(
        get=only("stranger"), post=only("stranger"), args=lambda world: [world.registration.pk]
    ),
    "registration_check": Policy(
        get=only("stranger"), post=only("stranger"), args=lambda world: [world.registration.pk]
    ),
    "organisation_edit": Policy(
        get=only("editor", "owner", others=FORBIDDEN),
        post=only("editor", "owner", others=FORBIDDEN),
        args=lambda world: [world.organisation.pk, "about"],
    ),
    "organisation_visibility": Policy(
        get=only("viewer", "editor", "owner"),
        post=only("owner", viewer=FORBIDDEN, editor=FORBIDDEN),
        args=lambda world: [world.organisation.pk],
    ),
    "organisation_gaps": Policy(
        get=only("viewer", "editor", "owner"),
        post=nobody(signed_in()),
        args=lambda world: [world.organisation.pk],
    ),
    "organisation_preview": Policy(
        get=only("viewer", "editor", "owner"),
        post=nobody(signed_in()),
        args=lambda world: [world.organisation.pk, "partner"],
    ),
    "claim_evidence_add": Policy(
        get=only("viewer", "editor", "owner"),
        post=only("editor", "owner", viewer=FORBIDDEN),
        args=lambda world: [world.service_claim.pk],
    ),
    "claim_evidence_download": Policy(  # staff are asked why first
        get=only("viewer", "editor", "owner", "staff", analyst=HIDDEN),
        post=nobody(signed_in()),
        args=lambda world: [world.evidence.pk],
    ),
    "claim_evidence_remove": Policy(
        get=only("editor", "owner", viewer=FORBIDDEN),
        post=only("editor", "owner", viewer=FORBIDDEN),
        args=lambda world: [world.evidence.pk],
    ),
    "purpose_declare": Policy(
        get=for_deciding_staff(), post=for_deciding_staff(), args=lambda world: [world.organisation.pk]
    ),
    "organisation_readings": Policy(
        get=only("owner", "staff", viewer=FORBIDDEN, editor=FORBIDDEN, triage=HIDDEN, analyst=HIDDEN),
        post=nobody(signed_in()),
        args=lambda world: [world.organisation.pk],
    ),
    "organisation_definition": Policy(
        get=only("viewer", "editor", "owner", "staff"),
        post=only("editor", "owner", viewer=FORBIDDEN, staff=FORBIDDEN),
        args=lambda world: [world.organisation.pk],
    ),
    "organisation_admission": Policy(
        get=only("viewer", "editor", "owner"),
        post=only("editor", "owner", viewer=FORBIDDEN),
        args=lambda world: [world.organisation.pk],
    ),
    "service_claim_verify": Policy(
        get=nobody(signed_in()), post=for_deciding_staff(), args=lambda world: [world.service_claim.pk]
    ),
    "verification_queue": Policy(get=only("staff"), post=nobody(signed_in())),
    "admission_decide": Policy(
        get=only("staff"), post=for_deciding_staff(), args=lambda world: [world.organisation.pk]
    ),
    "verification_decide": Policy(
        get=only("staff"), post=for_deciding_staff(), args=lambda world: [world.definition.pk]
    ),
    # who acts for an organisation
    "organisation_people": Policy(
        get=only("viewer", "editor", "owner", "staff", triage=HIDDEN, analyst=HIDDEN),
        post=nobody(signed_in()),
        args=lambda world: [world.organisation.pk],
    ),
    "invitation_create": Policy(get=for_owner(), post=for_owner(), args=lambda world: [world.organisation.pk]),
    "membership_change": Policy(get=for_owner(), post=for_owner(), args=lambda world: [world.viewers_membership.pk]),
    "membership_remove": Policy(get=for_owner(), post=for_owner(), args=lambda world: [world.viewers_membership.pk]),
    "organisation_leave": Policy(
        get=only("viewer", "editor", "owner", staff=FORBIDDEN, triage=HIDDEN, analyst=HIDDEN),
        post=only("viewer", "editor", "owner", staff=FORBIDDEN, triage=HIDDEN, analyst=HIDDEN),
        args=lambda world: [world.organisation.pk],
    ),
    "invitation_open": Policy(  # the page is for whoever holds the link; the answer for whoever has the address
        get=everyone(),
        post=only("stranger", others=FORBIDDEN),
        args=lambda world: [world.invitation_token],
    ),
    "invitation_answer": Policy(get=only("stranger"), post=only("stranger"), args=lambda world: [world.invitation.pk]),
    "invitation_send_again": Policy(
        get=nobody(signed_in()),
        post=only("owner", stranger=FORBIDDEN, viewer=FORBIDDEN, editor=FORBIDDEN),
        args=lambda world: [world.invitation.pk],
    ),
    "invitation_withdraw": Policy(
        get=nobody(signed_in()),
        post=only("owner", stranger=FORBIDDEN, viewer=FORBIDDEN, editor=FORBIDDEN),
        args=lambda world: [world.invitation.pk],
    ),
    "join_request_create": Policy(
        get=signed_in_but_staff(), post=signed_in_but_staff(), args=lambda world: [world.organisation.pk]
    ),
    "join_request_decide": Policy(get=for_decider(), post=for_decider(), args=lambda world: [world.join_request.pk]),
    "join_request_withdraw": Policy(
        get=nobody(signed_in()), post=only("other_owner"), args=lambda world: [world.join_request.pk]
    ),
    "organisation_close_ask": Policy(get=for_owner(), post=for_owner(), args=lambda world: [world.organisation.pk]),
    **{
        name: Policy(get=for_manager(), post=for_manager(), args=lambda world: [world.organisation.pk])
        for name in ("organisation_close", "organisation_reopen", "organisation_merge")
    },
    # commissioners
    "body_list": Policy(get=everyone()),
    "body_detail": Policy(get=everyone(), args=lambda world: [world.body.pk]),
    "body_edit": Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.body.pk]),
    "my_opportunities": Policy(get=signed_in()),
    "opportunity_list": Policy(get=everyone()),
    "opportunity_detail": Policy(get=everyone(), args=lambda world: [world.opportunity.pk]),
    "opportunity_create": Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.body.pk]),
    "opportunity_edit": Policy(get=for_buyer_of_draft(), post=nobody(signed_in()), args=lambda world: [world.draft.pk]),
    "opportunity_section": Policy(
        get=for_buyer(), post=for_buyer(), args=lambda world: [world.opportunity.pk, "openness"]
    ),
    "opportunity_amend": Policy(get=for_buyer(), post=nobody(signed_in()), args=lambda world: [world.opportunity.pk]),
    "opportunity_publish": Policy(
        get=for_buyer_of_draft(), post=for_buyer_of_draft(), args=lambda world: [world.draft.pk]
    ),
    "opportunity_cancel": Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.opportunity.pk]),
    "joint_buyers": Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.opportunity.pk]),
    "joint_buyer_leave": Policy(
        get=only(others=FORBIDDEN), post=only(others=FORBIDDEN), args=lambda world: [world.opportunity.pk]
    ),
    "lot_create": Policy(get=for_buyer_of_draft(), post=for_buyer_of_draft(), args=lambda world: [world.draft.pk]),
    "lot_edit": Policy(
        get=for_buyer(),
        post=for_buyer(),
        args=lambda world: [world.opportunity.pk, world.opportunity.lots.get().pk],
    ),
    "lot_remove": Policy(
        get=for_buyer(),
        post=for_buyer(),
        args=lambda world: [world.opportunity.pk, world.opportunity.lots.get().pk],
    ),
}
