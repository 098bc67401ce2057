"""What people are told about commissioning bodies and their opportunities."""

from partnerships_portal.notifications.kinds import declare

declare(category="people", because="your role in a commissioning body was changed", events=["body_member_role_given"])
declare(
    category="people",
    because="you acted for a commissioning body, and somebody has ended that",
    events=["body_member_removed"],
)
declare(
    category="people",
    because="you own a commissioning body",
    events=["body_member_left", "body_request_received"],
)
declare(
    category="people",
    because="you act for a public body that ended, or that another one followed",
    events=["opportunities_handed_over", "body_merged"],
)
declare(category="people", because="somebody invited you to act for a public body", events=["invited_to_body"])
declare(
    category="people",
    because="you invited somebody to act for a public body",
    events=["body_invitation_accepted", "body_invitation_declined"],
)
declare(
    category="people",
    because="you asked to act for a public body",
    events=["body_request_accepted", "body_request_declined"],
)
declare(
    category="programme",
    because="you decide on people who ask to act for public bodies",
    events=["body_request_for_staff"],
)
declare(
    category="opportunities",
    because="you act for a commissioning body that buys this",
    events=[
        "opportunity_published",
        "opportunity_amended",
        "opportunity_closed",
        "opportunity_cancelled",
        "opportunity_decided",
        "joint_buyer_added",
        "joint_buyer_agreed",
        "joint_buyer_declined",
        "question_received",
    ],
)
declare(
    category="profile",
    because="you act for an organisation that an award names as a supplier",
    events=["award_names_organisation"],
)
declare(
    category="partnering",
    because="you act for an organisation that was interested in this, or won it",
    events=["feedback_received"],
)
declare(
    category="partnering",
    because="you act for an organisation that holds this contract",
    events=["review_started_for_provider", "review_agreed_for_provider", "review_due_for_provider"],
)
declare(
    category="opportunities",
    because="you act for a body that bought this",
    events=["review_started_for_buyer", "review_agreed_for_buyer", "review_due_for_buyer"],
)
declare(
    category="opportunities",
    because="you act for the body that published this award",
    events=["award_disputed"],
)
declare(
    category="programme",
    because="you are a programme manager, and a supplier says that an award is wrong",
    events=["award_disputed_for_programme"],
)
declare(
    category="opportunities",
    because="your body has claimed an imported opportunity",
    events=["opportunity_claim_approved", "opportunity_claim_declined", "opportunity_claim_ended"],
)
declare(
    category="opportunities",
    because="you act for the body that the notice names as the buyer",
    events=["opportunity_claimed_by_another"],
)
declare(
    category="programme",
    because="you decide on claims of imported opportunities",
    events=["opportunity_claim_received"],
)
declare(
    category="following",
    because="you follow this opportunity, asked about it, come to one of its events, or act for an organisation that "
    "told its buyer of its interest",
    events=[
        "news_amended",
        "news_opened",
        "news_extended",
        "news_closed",
        "news_cancelled",
        "news_awarded",
        "news_event",
        "news_answer",
        "news_answer_corrected",
    ],
)
declare(category="following", because="you asked this question", events=["question_set_aside"])
declare(
    category="opportunities",
    because="you can answer for the public body that is asked to buy together with another",
    events=["joint_buyer_asked", "joint_buyer_request_withdrawn"],
)
declare(
    category="opportunities",
    because="you act for a commissioning body that buys this",
    events=["interest_expressed", "interest_withdrawn"],
)
declare(
    category="following",
    because="you decide for an organisation that is interested in this",
    events=["colleague_expressed_interest", "interest_list_opened"],
)
declare(
    category="following",
    because="you signed up for this event",
    events=["event_changed", "event_cancelled", "event_reminder"],
)
declare(
    category="opportunities",
    because="you act for a commissioning body that buys this, and it may need you",
    events=[
        "engagement_ends_soon",
        "tender_is_late",
        "questions_wait",
        "outcome_is_late",
        "contract_ends_soon",
    ],
)
declare(
    category="following",
    because="you follow this opportunity, asked about it, come to one of its events, or act for an organisation that "
    "told its buyer of its interest, and its deadline is near",
    events=["deadline_is_near"],
)
