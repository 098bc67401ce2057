"""What people choose about messages, in words."""

from partnerships_portal.accounts.audit.words import ACCOUNTS, say

say(
    ACCOUNTS,
    {
        "message_preferences_chosen": "chose how soon e-mails come: {fields}",
        "address_tried_again": "asked to have e-mails sent again to an address that did not take them",
    },
)
