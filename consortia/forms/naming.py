"""Organisations by name, one a line, as they are called in the directory."""

from django.core.exceptions import ValidationError

from mutuals.models import Organisation


def named(text: str, *, user, most: int) -> list[Organisation]:
    """The organisations that these lines name, for `user`; an empty line names nobody.

    Raises ValidationError that says of each line what to write instead.
    """
    lines = list(dict.fromkeys(filter(None, (" ".join(line.split()) for line in text.split("\n")))))
    if len(lines) > most:
        raise ValidationError(f"Name up to {most} organisations, not {len(lines)}")
    there = Organisation.objects.visible_to(user).active().defer("public_search")
    found: list[Organisation] = []
    problems = []
    for line in lines:
        called = list(there.filter(name__iexact=line).order_by("pk")[:2])
        if called:
            found += called
        else:
            problems.append(ValidationError(_unknown(there, line)))
    if problems:
        raise ValidationError(problems)
    return found


def _unknown(there, line: str) -> str:
    """What to write instead."""
    similar = there.filter(name__icontains=line).order_by("name").values_list("name", flat=True)[:3]
    hint = f"Did you mean {' or '.join(similar)}?" if similar else "Look it up in the directory."
    return f"“{line[:80]}” is not the name of an organisation in the directory. {hint}"
