"""How a consortium decides: kinds of decisions and what follows from each, counting, what pages show."""
