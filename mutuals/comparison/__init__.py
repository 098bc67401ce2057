"""Organisations side by side: which ones an address names, and what a viewer may see of each."""
