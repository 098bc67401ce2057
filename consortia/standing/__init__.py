"""Consortia that stay together: what is matched with them, and what they say as one."""
