"""What an organisation decides about its own suggestions."""
