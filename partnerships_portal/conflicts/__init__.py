"""Two people who edit the same thing at once: what each had seen, and how the second chooses (docs/decisions/0069)."""
