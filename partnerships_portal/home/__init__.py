"""The first page of each kind of person, and the pages about the portal."""
