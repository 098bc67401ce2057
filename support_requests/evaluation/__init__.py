"""What the programme asks about how things went, and what is worked out from the answers."""
