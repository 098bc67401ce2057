"""What people and the portal do with commissioning bodies, opportunities and lots."""
