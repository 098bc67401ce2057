"""Placeholders in the words of reply templates, such as {organisation}: filled in once and as plain text. Pure."""

import re

# What may stand in braces, and what is filled in for it
KNOWN = {
    "organisation": "the name of the organisation that asks",
    "name": "the name of whoever asked",
    "request": "the title of the request",
    "officer": "your name",
    "decision by": "the day by which a decision is due",
}
IN_BRACES = re.compile(r"\{([^{}]*)\}")


def unknown_in(text: str) -> list[str]:
    """What stands in braces and is no placeholder, in the order of the text, each once, as it was typed."""
    return list(dict.fromkeys(found for found in IN_BRACES.findall(text) if _key(found) not in KNOWN))


def filled(text: str, values: dict[str, str]) -> str:
    """The text with the values of its placeholders. What a value says is never read as a placeholder itself.

    One that is unknown, or has no value, stays as it is, so that whoever edits the text sees it.
    """
    return IN_BRACES.sub(lambda found: values.get(_key(found[1])) or found[0], text)


def _key(inside: str) -> str:
    return " ".join(inside.lower().split())
