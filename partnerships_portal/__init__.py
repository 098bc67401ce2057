"""The Mutuals Partnership Portal: the project package, its foundations and its settings."""
