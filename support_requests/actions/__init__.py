"""What is done in the support programme: a module for each noun."""
