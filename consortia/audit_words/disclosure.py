"""What is done about confidentiality in a consortium, in words. Whose sections they are is for its members to read."""

from partnerships_portal.accounts.audit.words import PARTNERING, say

say(
    PARTNERING,
    {
        "agreement_put_forward": "put version {version} of a confidentiality agreement forward",
        "agreement_accepted": "accepted version {version} of the confidentiality agreement",
        "agreement_withdrawn": "withdrew version {version} of the confidentiality agreement",
        "sections_released": "released sections of the profile to the other members: {fields}",
        "sections_taken_back": "took sections of the profile back from the other members: {fields}",
    },
)
