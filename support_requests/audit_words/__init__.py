"""What is done in the support programme, in words: a module for each noun."""

from . import advisers, cases, evaluation, funding, knowledge, packages, queue, requests, service_levels

__all__ = ["advisers", "cases", "evaluation", "funding", "knowledge", "packages", "queue", "requests", "service_levels"]
