"""How the demonstration began, in words."""

from partnerships_portal.accounts.audit.words import PORTAL, say

say(PORTAL, {"demo_world_made": "made the invented organisations of the demonstration"})
