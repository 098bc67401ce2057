"""What the support programme holds about people: a module for each noun."""

from . import (
    advisers,
    answers,
    context,
    delivery,
    evaluation,
    funding,
    knowledge,
    packages,
    requests,
    saved_views,
    service_levels,
)

__all__ = [
    "advisers",
    "answers",
    "context",
    "delivery",
    "evaluation",
    "funding",
    "knowledge",
    "packages",
    "requests",
    "saved_views",
    "service_levels",
]
