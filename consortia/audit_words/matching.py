"""What is done around matching, in words.

Whom a decision about suggestions concerns is not told: the organisation's own page lists it.
"""

from partnerships_portal.accounts.audit.words import PORTAL, PROFILE, say, things

say(
    PROFILE,
    {
        "tender_set_aside": "set an opportunity aside, so that it is not suggested any more",
        "partner_set_aside": "set a possible partner aside, so that it is not suggested any more",
        "set_aside_taken_back": "let something that was set aside be suggested again",
        "reasons_muted": "chose which reasons of matches are read",
        "rival_named": "changed who is suggested to the organisation",
        "rival_forgotten": "changed who is suggested to the organisation",
        "not_suggested_any_more": "chose that the organisation is not suggested to others",
        "let_itself_be_suggested": "chose that the organisation is suggested to others again",
    },
)
say(PORTAL, {"match_run_started": "had everything matched again: {why}"})
say(
    PORTAL,
    {
        "weights_drafted": "started a draft of the weights of matching, version {version}, from version {source}",
        "weights_edited": "changed a draft of the weights of matching, version {version}: {fields}",
        "weights_discarded": "discarded a draft of the weights of matching, version {version}",
        "weights_published": "published version {version} of the weights of matching: {reason}",
        "weights_rolled_back": "brought back version {source} of the weights of matching as {version}: {reason}",
    },
    by_staff=True,
)
things("consortia.weightset", address=lambda weight_set: f"/weights/{weight_set.version}/")
