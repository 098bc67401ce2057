"""The support programme: a module for each noun."""
