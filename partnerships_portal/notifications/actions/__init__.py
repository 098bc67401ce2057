"""Telling people, and sending what waits."""

from .addresses import record_trouble, try_again
from .bounces import record_bounces
from .choosing import categories_for, choose, frequencies_of, stop
from .digests import make_digests, send_digests, send_everything
from .reading import mark_all_read, mark_read
from .sending import send_waiting
from .telling import Message, notify, notify_address, notify_each, notify_many

__all__ = [
    "Message",
    "categories_for",
    "choose",
    "frequencies_of",
    "make_digests",
    "mark_all_read",
    "mark_read",
    "notify",
    "notify_address",
    "notify_each",
    "notify_many",
    "record_bounces",
    "record_trouble",
    "send_digests",
    "send_everything",
    "send_waiting",
    "stop",
    "try_again",
]
