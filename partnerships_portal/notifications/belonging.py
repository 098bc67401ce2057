"""Who still belongs to what a message is about: asked when the e-mail is sent, of those who know."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.module_loading import import_string


def scope_of(thing) -> str:
    """How a message names the thing whose members alone may be e-mailed about it; empty for None.

    A thing with several circles of people names the circle itself, for example "commissioners.interested:12".
    Raises LookupError where `settings.MESSAGE_SCOPES` names nobody who knows its members.
    """
    if thing is None:
        return ""
    kind, pk = thing.split(":") if isinstance(thing, str) else (thing._meta.label_lower, thing.pk)
    if kind not in settings.MESSAGE_SCOPES:
        raise LookupError(f"Nobody knows who belongs to a {kind}: name a function in settings.MESSAGE_SCOPES.")
    return f"{kind}:{pk}"


def still_belonging(pairs: Iterable[tuple[int, str]]) -> set[tuple[int, str]]:
    """Those of the pairs (person id, scope) where the person belongs to it now: one question for each kind of thing."""
    asked: dict[str, set[tuple[int, int]]] = {}
    for person, scope in pairs:
        kind, _, pk = scope.partition(":")
        asked.setdefault(kind, set()).add((person, int(pk)))
    return {
        (person, f"{kind}:{pk}")
        for kind, wanted in asked.items()
        if kind in settings.MESSAGE_SCOPES
        for person, pk in import_string(settings.MESSAGE_SCOPES[kind])(wanted)
    }
