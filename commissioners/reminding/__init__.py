"""Of what people are reminded: what is due, and whom it concerns."""
