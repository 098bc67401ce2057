"""Finding opportunities: what was asked for, the rows that answer it, and how many there are of each kind."""
