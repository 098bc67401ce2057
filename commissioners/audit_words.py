"""What is done around commissioning bodies and opportunities, in words."""

from partnerships_portal.accounts.audit.words import ACCOUNTS, CHECKS, OPPORTUNITIES, PORTAL, say, things

say(
    OPPORTUNITIES,
    {
        "body_added": "added the public body",
        "body_request_pointed": "said which public body a request to act for one means",
        "priorities_saved": "changed what it says about itself: {fields}",
        "opportunity_created": "began an opportunity",
        "opportunity_saved": "changed a draft: {fields}",
        "opportunity_published": "published it as {state}",
        "opportunity_amended": "amended it (version {version}): {note}",
        "opportunity_cancelled": "cancelled it: {reason}",
        "opportunity_closed": "closed it: its deadline had passed",
        "joint_buyer_asked": "asked {body} to buy together",
        "joint_buyer_agreed": "agreed for {body} to buy together",
        "joint_buyer_declined": "declined for {body} to buy together: {reason}",
        "joint_buyer_request_withdrawn": "no longer asked {body} to buy together",
        "award_announced": "published an award of lot {lots} to {to}",
        "award_corrected": "corrected an award: {note}",
        "award_disputed": "said that an award names it by mistake",
        "lots_decided": "published how lots ended (lot {lots}: {outcome}): {note}",
        "question_received": "received a question; who asked is shown to nobody",
        "question_withdrawn": "took off a question that was withdrawn",
        "question_answered": "answered a question for everyone",
        "answer_corrected": "corrected a published answer",
        "question_set_aside": "set a question aside",
        "question_closed": "ended it before a question was answered",
        "notice_linked": "linked the notice {notice}",
        "notice_unlinked": "took off the link with the notice {notice}",
        "feedback_given": "gave feedback to an organisation",
        "review_started": "started a joint review",
        "review_changed": "changed a joint review (version {version}): {what}",
        "review_step_done": "ticked a step of a joint review",
        "review_step_reopened": "said that a step of a joint review is not done",
        "review_agreed_by_side": "agreed for its side to version {version} of a joint review",
        "opportunity_imported": "imported it from its notice",
        "opportunity_updated_from_notice": "brought it up to date from a later notice: {fields}",
    },
)
say(
    CHECKS,
    {
        "qualifying_answered": "answered whether it may bid for reserved contracts: {fields}",
        "reserved_contracts_stated": "said that its list of reserved contracts is whole",
        "reserved_contract_added": "added a reserved contract with {body}",
        "reserved_contract_changed": "changed a reserved contract with {body}",
        "reserved_contract_removed": "removed a reserved contract with {body}",
    },
)
say(PORTAL, {"service_list_entered": "entered a list of services from the law, from {valid_from}"})
say(OPPORTUNITIES, {"route_questions_answered": "answered questions about its routes: {fields}"})
say(
    OPPORTUNITIES,
    {
        "opportunity_claimed": "said that it is bought by {body_name}",
        "opportunity_claim_withdrawn": "took back the claim of {body_name}",
    },
)
say(
    OPPORTUNITIES,
    {
        "opportunity_claim_approved": "approved the claim of {body_name}: {reason}",
        "opportunity_claim_declined": "declined the claim of {body_name}: {reason}",
        "opportunity_claim_ended": "ended the claim of {body_name}: {reason}",
    },
    by_staff=True,
)
say(
    ACCOUNTS,
    {
        "calendar_address_made": "made a secret address for a calendar of deadlines",
        "opportunity_followed": "follows an opportunity",
        "opportunity_followed_no_longer": "no longer follows an opportunity",
        "calendar_address_ended": "ended the secret address of a calendar of deadlines",
    },
)

say(
    PORTAL,
    {"forming_time_set": "set the weeks that this takes to form from {was} to {weeks}: {model}"},
    by_staff=True,
)

things("commissioners.formingtime")
things("commissioners.servicelist")
say(
    OPPORTUNITIES,
    {
        "interest_expressed": "told a buyer that an organisation is interested",
        "interest_changed": "changed what an organisation that is interested tells the buyer",
        "interest_withdrawn": "took back that an organisation is interested",
        "joint_interest_expressed": "told a buyer that organisations are interested as one",
        "joint_interest_changed": "changed what organisations that are interested as one tell the buyer",
        "joint_interest_withdrawn": "took back that organisations are interested as one",
        "interest_taken_off_list": "took an organisation off an interest list, to ask it again",
        "event_announced": "announced a market engagement event",
        "event_changed": "changed a market engagement event: {fields}",
        "event_cancelled": "cancelled a market engagement event: {reason}",
        "event_signed_up": "signed up for a market engagement event",
        "event_sign_up_changed": "changed a sign-up for a market engagement event",
        "event_sign_up_withdrawn": "took back a sign-up for a market engagement event",
    },
)

things("commissioners.opportunity", address=lambda opportunity: opportunity.get_absolute_url())
say(
    OPPORTUNITIES,
    {
        "body_saved": "changed what is kept of the public body: {fields}",
        "body_merged_into": "merged it into another entry of the same body",
        "body_merged_from": "merged another entry of the same body into it",
        "opportunity_handed_over": "handed it over to {body_name}",
    },
    by_staff=True,
)

things("commissioners.bodyrequest", select=("person", "body"))
things("commissioners.commissioningbody", address=lambda body: body.get_absolute_url())
things("commissioners.interest", select=("organisation", "opportunity"))
things("commissioners.jointinterest", select=("opportunity",))
things("commissioners.engagementevent")
things(
    "commissioners.question",
    select=("opportunity",),
    address=lambda question: f"{question.opportunity.get_absolute_url()}questions/",
)
