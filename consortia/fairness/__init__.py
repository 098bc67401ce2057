"""How evenly organisations are suggested to others: what was shown is counted, and counts against showing it again."""
