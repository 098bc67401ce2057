"""What is done around organisations, in words."""

from partnerships_portal.accounts.audit.words import CHECKS, PEOPLE, PROFILE, say, things

say(
    PROFILE,
    {
        "organisation_created": "added the organisation",
        "evidence_file_added": "handed in a file that shows a service",
        "evidence_file_removed": "removed a file that showed a service",
        "comparison_saved": "saved a comparison of organisations",
        "comparison_removed": "removed a saved comparison",
        "profile_saved": "changed “{section}” of the profile: {fields}",
        "services_saved": "changed which services it delivers",
        "evidence_saved": "changed the contracts that show its services",
        "visibility_saved": "changed who sees which section: {fields}",
        "awards_linked": "linked contracts that were won under its registered number",
    },
)
say(
    PEOPLE,
    {
        "member_role_given": "gave {person} the role {role}",
        "member_removed": "ended the role of {person}",
        "member_left": "left",
        "member_invited": "invited somebody as {role}",
        "invitation_sent_again": "sent an invitation again",
        "invitation_withdrawn": "withdrew an invitation",
        "invitation_accepted": "accepted an invitation",
        "invitation_declined": "declined an invitation",
        "join_request_made": "asked to join",
        "join_request_accepted": "let in somebody who asked to join",
        "join_request_declined": "declined a request to join",
        "join_request_withdrawn": "withdrew a request to join",
        "organisation_close_asked": "asked programme staff to close the organisation",
    },
)
say(
    CHECKS,
    {
        "definition_answered": "answered the three-part definition: {fields}",
        "definition_submitted": "sent the answers to the three-part definition",
        "registration_started": "began to register an organisation",
        "registration_step_saved": "answered a step of the registration: {fields}",
        "registration_discarded": "threw a registration away",
        "registration_set_apart": "said that it is another organisation than one in the directory",
        "organisation_registered": "registered the organisation",
        "admission_asked": "asked for the organisation to be admitted to the directory",
        "recheck_begun": "changed what its verification rests on: {fields}",
        "confirmation_asked": "asked the owners to confirm what its verification rests on",
        "badge_ended": "took the mark of a Mutual away until it is verified again",
    },
)
say(
    CHECKS,
    {
        "definition_verified": "verified it as a public service mutual",
        "admission_agreed": "admitted the organisation to the directory",
        "admission_returned": "returned the registration with reasons",
        "definition_agreed": "agreed that it is a public service mutual",
        "organisation_closed": "closed the organisation: {reason}",
        "organisation_reopened": "opened the organisation again",
        "organisation_merged_into": "merged the organisation into another one",
        "organisation_merged_from": "merged another organisation into this one",
        "definition_returned": "returned the answers to the definition with reasons",
        "service_claim_verified": "verified a service that it delivers",
        "purpose_declared": "opened its restricted sections for a purpose: {purpose}",
    },
    by_staff=True,
)

things("mutuals.organisation", address=lambda organisation: organisation.get_absolute_url())
