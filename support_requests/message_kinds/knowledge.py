"""What is told about being named in what the programme publishes."""

from partnerships_portal.notifications.kinds import declare

declare(
    category="support",
    because="you act for an organisation that took part in what the programme writes about",
    events=["knowledge_consent_asked", "knowledge_named"],
)
declare(
    category="programme",
    because="you wrote a page of the programme, or decide on requests for support",
    events=["knowledge_consent_answered", "knowledge_consent_taken_back"],
)
