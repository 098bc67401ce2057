"""Bids as pages show them: who is in one, how long is left, how it ended, what was learnt; and its guard rails."""
