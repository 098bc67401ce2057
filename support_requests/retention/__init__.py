"""How long what people did around support is kept: a module for each noun."""

from . import advisers, answers, evaluation, funding, knowledge, requests, saved_views

__all__ = ["advisers", "answers", "evaluation", "funding", "knowledge", "requests", "saved_views"]
