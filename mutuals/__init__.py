"""Who is there: organisations, their profiles and the directory."""
