"""The key steps of a partnership as a living checklist, and prompts to talk about red lines."""
