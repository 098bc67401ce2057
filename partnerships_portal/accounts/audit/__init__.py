"""The record of what was done, written in the same transaction as the deed, and such that a change of it is found."""

from .recording import record, record_all

__all__ = ["record", "record_all"]
