"""Who you are, what you may do, and the record of what was done."""
