"""How much one person may do in workspaces and bids: nearly every act there sends each member a message."""

from partnerships_portal.accounts.limits import limited

working = limited("workspaces", "240/h/user")
