"""Funding rounds: what pages show of them."""
