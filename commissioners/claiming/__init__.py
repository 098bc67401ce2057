"""Claims of imported opportunities: whose name looks like whose (names, pure), what pages show (pages), what awaits
programme staff (waiting)."""
