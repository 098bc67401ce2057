"""What those who were helped are asked."""

from partnerships_portal.notifications.kinds import declare

declare(
    category="support",
    because="you asked the programme to support your organisation, or own one that it supports",
    events=["evaluation_asked", "evaluation_reminded", "evaluation_link_sent"],
    is_at_once=True,
    leads_to="Answer the questions",
)
