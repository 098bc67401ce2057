"""What changed and still has to be acted on."""
