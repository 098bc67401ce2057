"""What people and the portal do with consortia and matching."""
