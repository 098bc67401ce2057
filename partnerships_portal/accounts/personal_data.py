"""What accounts and signing in hold about people, with what the packages that they use hold."""

from django.db.models import Q

from . import erasure, retention
from .register import (
    ACCOUNT,
    DEEDS,
    PROGRAMME,
    SIGNING_IN,
    Basis,
    Erasure,
    Holding,
    declare,
    declare_not_personal,
    declare_obstacles,
)
from .sessions import end_sessions

AS_LONG_AS_THE_ACCOUNT = "As long as you have an account"


def _of_user(whose):
    return Q(user=whose.person)


declare_obstacles(erasure.staff_role_ends_first)

declare(
    Holding(
        model="accounts.User",
        fields=("name", "email", "date_joined", "last_login", "is_active"),
        group=ACCOUNT,
        what="Name, e-mail address, when you signed up and last signed in",
        why="To let you sign in, to write to you, and to show the people you work with here who acts",
        basis=Basis.CONTRACT,
        seen_by="You; the people of your organisations and bodies; programme staff",
        kept=retention.UNUSED,  # applied by notifications, which write before
        erasure=Erasure.REPLACED,
        mine=lambda whose: Q(pk=whose.person.pk),
        erase=lambda whose, at: None,  # last of all, in erasure.py
    ),
    Holding(
        model="account.EmailAddress",
        fields=("user", "email"),
        given=("email", "verified", "primary"),
        group=ACCOUNT,
        what="Other e-mail addresses that you added, and whether you confirmed them",
        why="To let you sign in with them",
        basis=Basis.CONTRACT,
        seen_by="You",
        kept="Until you remove them",
        erasure=Erasure.DELETED,
        mine=_of_user,
    ),
    Holding(
        model="account.EmailConfirmation",
        fields=("email_address",),
        given=("created", "sent"),
        group=ACCOUNT,
        what="Links that were sent to confirm an address",
        why="To make sure that the address is yours",
        basis=Basis.CONTRACT,
        seen_by="Nobody",
        kept=retention.CONFIRMATIONS,
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(email_address__user=whose.person),
    ),
    Holding(
        model="accounts.User",
        fields=("password",),
        group=SIGNING_IN,
        what="Password, kept only as a fingerprint (scrypt) from which it cannot be read back",
        why="To let you sign in",
        basis=Basis.CONTRACT,
        seen_by="Nobody",
        kept=AS_LONG_AS_THE_ACCOUNT,
        erasure=Erasure.DELETED,
        not_given="it is a fingerprint that would only help others to guess your password",
        erase=lambda whose, at: None,  # with the account itself
    ),
    Holding(
        model="mfa.Authenticator",
        fields=("user", "data"),
        given=("type", "created_at", "last_used_at"),
        group=SIGNING_IN,
        what="Two-step sign-in, passkeys and recovery codes, if you set them up",
        why="To check that it is you",
        basis=Basis.CONTRACT,
        seen_by="You, without the secrets",
        kept="Until you remove them",
        erasure=Erasure.DELETED,
        mine=_of_user,
    ),
    Holding(
        model="accounts.KnownDevice",
        fields=("person", "token_hash", "described_as"),
        given=("described_as", "first_seen_at", "last_seen_at"),
        group=SIGNING_IN,
        what="Browsers that you signed in with, as “Firefox on Windows”",
        why="To tell you when somebody signs in with another one",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="You",
        kept=retention.DEVICES,
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(person=whose.person),
    ),
    Holding(
        model="sessions.Session",
        fields=("session_key", "session_data"),
        group=SIGNING_IN,
        what="Your session while you are signed in",
        why="To know that it is still you",
        basis=Basis.CONTRACT,
        seen_by="Nobody",
        kept=retention.SESSIONS,
        erasure=Erasure.DELETED,
        not_given="it holds the number of your account and when you signed in, in a form for machines",
        erase=lambda whose, at: end_sessions(whose.person),
    ),
    Holding(
        model="usersessions.UserSession",
        fields=("user", "ip", "user_agent", "session_key", "data"),
        given=("user_agent", "created_at", "last_seen_at"),
        group=SIGNING_IN,
        what="Where you are signed in: what your browser says of itself, since when, and when it was last used. No "
        "network address is kept with it",
        why="So that you can see where you are signed in, and sign out there",
        basis=Basis.CONTRACT,
        seen_by="You",
        kept=retention.SESSIONS,
        erasure=Erasure.DELETED,
        mine=_of_user,
    ),
    Holding(
        group=SIGNING_IN,
        what="Network address from which somebody tries to sign in or asks often",
        why="To slow down guessing of passwords and misuse",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="Nobody",
        kept="At most a day, in memory",
        erasure=Erasure.ENDS_BY_ITSELF,
        not_given="it is gone within a day",
    ),
    Holding(
        group=SIGNING_IN,
        what="Server log: which page was asked for, when, and from which network address",
        why="To find faults and misuse",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="Those who run the servers",
        kept="As long as the organisation that runs this portal keeps its logs: ask it",
        erasure=Erasure.ENDS_BY_ITSELF,
        not_given="it is kept apart from the portal: ask those who run it",
    ),
    Holding(
        model="accounts.AuditEvent",
        fields=("actor",),
        given=("at", "action", "target_kind", "target_id"),
        group=DEEDS,
        what="Record of actions: who did what, and when. It names which fields were changed, not what was in them. For "
        "a published opportunity it also keeps short values before and after, and the notes of its changes, and "
        "the reason that was given when an organisation was closed or an opportunity cancelled",
        why="So that what was done can be explained, and nobody can deny or invent it",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="Owners of the organisation that it is about; programme managers",
        kept=retention.AUDIT,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(actor=whose.person),
    ),
    Holding(
        model="accounts.User",
        fields=("programme_role", "is_adviser", "is_staff", "is_superuser"),
        group=PROGRAMME,
        what="Your role in the programme, as staff or adviser",
        why="To decide what you may see and decide",
        basis=Basis.PUBLIC_TASK,
        seen_by="Programme managers",
        kept="Until the role ends",
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(pk=whose.person.pk) & (~Q(programme_role="") | Q(is_adviser=True)),
        erase=lambda whose, at: None,  # the role ends before the account may be deleted
    ),
)

declare_not_personal("auth.Permission", "name", because="it names a permission")
declare_not_personal("auth.Group", "name", because="it names a group of permissions")
declare_not_personal("accounts.User_groups", "user", because="the portal does not use groups")
declare_not_personal("accounts.User_user_permissions", "user", because="the portal does not use them")
