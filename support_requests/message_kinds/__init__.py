"""What people are told about support: a module for each noun."""

__all__: list[str] = []
