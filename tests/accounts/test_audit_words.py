"""Promises about the record as people read it: every deed has words."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from partnerships_portal.accounts.audit import words

PACKAGES = ("partnerships_portal", "mutuals", "commissioners", "consortia", "support_requests")


def strings_in(node) -> list[str]:
    """The texts that an expression may give; {} stands for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return strings_in(node.body) + strings_in(node.orelse)
    if isinstance(node, ast.JoinedStr):
        return ["".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)]
    return []


def recorded_actions() -> dict[str, str]:
    """Every action that the code names -> where."""
    found = {}
    for package in PACKAGES:
        for path in Path(settings.BASE_DIR, package).rglob("*.py"):
            for call in ast.walk(ast.parse(path.read_text())):
                if isinstance(call, ast.Call) and getattr(call.func, "attr", "") != "add_argument":
                    for keyword in call.keywords:
                        if keyword.arg == "action":
                            found |= dict.fromkeys(strings_in(keyword.value), f"{path}:{call.lineno}")
    return found


def is_told(action: str) -> bool:
    pattern = re.escape(action).replace(r"\{\}", ".+")
    return any(re.fullmatch(pattern, each) for each in words.said())


def test_the_search_finds_actions():
    assert {"profile_saved", "member_role_given", "opportunity_imported", "{}_{}"} <= set(recorded_actions())


def test_every_action_that_is_recorded_has_words():
    missing = [f"{action} ({where})" for action, where in recorded_actions().items() if not is_told(action)]
    assert not missing, f"say in audit_words.py of the app how it is told: {', '.join(missing)}"


@pytest.mark.parametrize("action", sorted(words.said()))
def test_words_complete_a_sentence_and_belong_to_a_kind_that_can_be_chosen(action):
    told = words.said()[action]
    assert told.kind in words.KINDS
    assert told.text[0].islower() and not told.text.endswith(".")
