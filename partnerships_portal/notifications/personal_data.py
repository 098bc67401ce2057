"""What messages hold about people."""

from django.db.models import Q

from partnerships_portal.accounts.register import (
    MESSAGES,
    Basis,
    Erasure,
    Holding,
    declare,
    declare_not_personal,
)

from . import erasing, retention

declare(
    Holding(
        model="notifications.Notification",
        fields=("person", "subject", "body", "because", "email_error"),
        given=("created_at", "subject", "body", "because", "read_at", "email_sent_at"),
        group=MESSAGES,
        what="Messages to you, and whether they were read and sent",
        why="Your inbox, and to send each message once",
        basis=Basis.CONTRACT,
        seen_by="You",
        kept=retention.MESSAGES,
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(person=whose.person),
    ),
    Holding(
        model="notifications.Notification",
        fields=("address",),
        given=("created_at", "subject", "body", "email_sent_at"),
        group=MESSAGES,
        what="Messages to your address from before you had an account, such as an invitation",
        why="To reach somebody who is invited, once",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="Nobody",
        kept=retention.TO_ADDRESSES,
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(person=None, address__in=whose.emails),
    ),
    Holding(
        group=MESSAGES,
        what="Your name and address in messages to others, such as “Amina Okafor asks to join”",
        why="So that they know who it is about",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="Those who were told",
        kept=retention.MESSAGES,
        erasure=Erasure.REPLACED,
        on_erasure="Replaced by “a former member” on the portal. What was sent by e-mail cannot be taken back",
        not_given="they are other people’s messages",
        erase=erasing.forget_in_messages,
    ),
)

declare(
    Holding(
        model="notifications.Digest",
        fields=("person", "email_error"),
        given=("created_at", "email_sent_at"),
        group=MESSAGES,
        what="When several messages were sent to you in one e-mail",
        why="To send each message once",
        basis=Basis.CONTRACT,
        seen_by="Nobody",
        kept=retention.MESSAGES,
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(person=whose.person),
    ),
    Holding(
        model="notifications.Preference",
        fields=("person",),
        given=("category", "frequency"),
        group=MESSAGES,
        what="How soon you want which e-mails",
        why="To write to you as you wish",
        basis=Basis.CONTRACT,
        seen_by="You",
        kept="As long as you have an account",
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(person=whose.person),
    ),
    Holding(
        model="notifications.AddressTrouble",
        fields=("address",),
        given=("address", "kind", "since", "last_at", "times", "detail"),
        group=MESSAGES,
        what="That messages to your address come back, and what the mail server said",
        why="So that we stop writing to an address that does not work, and tell you",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="You",
        kept=retention.TROUBLES,
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(address__in=whose.emails),
    ),
)

for model in ("notifications.Notification", "notifications.Digest"):
    declare_not_personal(
        model,
        *("email_state", "email_attempts", "email_next_at", "email_sent_at"),
        because="it is about the sending",
    )
