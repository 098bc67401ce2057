"""What would come within an organisation's reach if its profile said more."""
