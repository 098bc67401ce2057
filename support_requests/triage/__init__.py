"""What programme staff see of one request: the room of its pages."""
