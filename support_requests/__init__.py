"""Who helps: requests for support from the programme."""
