"""What the law module is told of what is stored, and what pages show of it."""
