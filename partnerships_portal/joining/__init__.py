"""How people come to act for a place, and stop: an organisation or a commissioning body. Each app says its own `Kind`.

The roles themselves are in `accounts/roles.py`; here are the invitations, the messages and the pages around them.
"""
