"""Pages about who acts for a place. Each app asks first whether the place exists for the person, and what they may."""
