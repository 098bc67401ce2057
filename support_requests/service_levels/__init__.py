"""Service levels: by when the programme answers, in working time of England, and how it keeps its word."""
