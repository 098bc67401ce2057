"""Costs of partnering that members share, and whether benefits are worth costs and risks."""
