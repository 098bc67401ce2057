"""The directory: what a visitor asks for, the organisations that answer, and how many of each sort there are."""
