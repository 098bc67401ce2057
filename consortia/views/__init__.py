"""Pages of consortia and of matching."""
