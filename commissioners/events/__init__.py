"""Market engagement events: what everyone sees, what those who come see, and what the buyer's people see."""
