"""Who teams up: matching, consortia and bids."""
