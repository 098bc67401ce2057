"""What people type on pages of consortia and of matching."""
