"""What consortia decide, in words. What a decision says stays with the members: it is told by its number alone."""

from partnerships_portal.accounts.audit.words import PARTNERING, say

say(
    PARTNERING,
    {
        "decision_proposed": "proposed a decision",
        "decision_agree": "agreed to a decision",
        "decision_object": "objected to a decision",
        "decision_agreed": "closed a decision: agreed",
        "decision_not_agreed": "closed a decision: not agreed",
        "decision_withdrawn": "withdrew a decision",
        "decision_lapsed": "closed a decision: it lapsed",
        "consortium_active": "set the consortium active, as its members decided",
        "consortium_dormant": "set the consortium dormant, as its members decided",
        "consortium_dissolved": "dissolved the consortium",
        "consortium_is_standing_set": "changed whether the consortium is a standing one, as its members decided",
        "consortium_decision_rule_set": "changed how the consortium decides, as its members decided",
        "consortium_partnership_model_set": "set the partnership model, as its members decided",
        "consortium_role_changed": "changed the role of a member to {role}, as the members decided",
    },
)
