"""Finding an organisation by what somebody types of its name."""

from mutuals.models import Organisation

MOST_FOUND = 20


def found_by_name(among, typed: str) -> list[Organisation]:
    """The first few of `among` whose name holds what was typed."""
    return list(among.filter(name__icontains=typed).order_by("name", "pk")[:MOST_FOUND])
