"""Commissioning bodies merge: whoever knew a predecessor knows its successor. Pure."""


def last_in_line(body: int, successor: dict[int, int | None]) -> int:
    """The body that took over in the end; itself if none did."""
    seen = {body}
    while (following := successor.get(body)) is not None and following not in seen:
        body = following
        seen.add(body)
    return body
