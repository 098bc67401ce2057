"""Pages about commissioning bodies and opportunities."""
