"""What is needed: commissioning bodies, their opportunities and notices."""
