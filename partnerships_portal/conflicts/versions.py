"""What a person had seen of a section when they opened it: a short text for each of its values. Pure."""

import hashlib


def fingerprint(state) -> str:
    return hashlib.sha256(repr(state).encode()).hexdigest()[:12]


def versions(state: dict) -> str:
    """`state` maps names to values that compare by their repr; a hidden field of a form carries the text."""
    return " ".join(f"{name}:{fingerprint(value)}" for name, value in sorted(state.items()))


def changed_since(seen: str, state: dict) -> set[str]:
    """Names of the values that are not as they were when `seen` was made; none if it is empty.

    A value that was not there then counts as changed.
    """
    if not seen:
        return set()
    then = set(seen.split())
    return {name for name, value in state.items() if f"{name}:{fingerprint(value)}" not in then}
