"""The organisations that an address asks to compare."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from mutuals.models import Organisation, SavedComparison

NAME = "with"  # the parameter of the address, once for each organisation
MOST = SavedComparison.MOST
MOST_READ = 20  # of a longer address the rest is not looked at


@dataclass(frozen=True)
class Chosen:
    """What was asked for: those to compare, those beyond four, and how many are not in the directory any more."""

    organisations: tuple[Organisation, ...] = ()
    beyond: tuple[str, ...] = ()  # names
    gone: int = 0

    @property
    def ids(self) -> list[int]:
        return [organisation.pk for organisation in self.organisations]

    @property
    def hidden(self) -> list[tuple[str, int]]:
        """As fields that a form passes on."""
        return [(NAME, pk) for pk in self.ids]

    def url(self, path: str, *, but: int | None = None) -> str:
        """`path` with these organisations, or without one of them."""
        query = urlencode([(NAME, pk) for pk in self.ids if pk != but])
        return f"{path}?{query}" if query else path

    def but(self, ids) -> "Chosen":
        """Those that are not among `ids`."""
        return replace(self, organisations=tuple(one for one in self.organisations if one.pk not in ids))


def chosen(values, *, user) -> Chosen:
    """The organisations named by ids typed in an address, in its order. One query; none if nothing is named."""
    ids = list(dict.fromkeys(int(value) for value in values if value.isdecimal() and len(value) < 10))[:MOST_READ]
    if not ids:
        return Chosen()
    visible = Organisation.objects.visible_to(user).active().filter(directory_entry__isnull=False)
    found = visible.defer("public_search").select_related("directory_entry", "base_authority").in_bulk(ids)
    known = [found[pk] for pk in ids if pk in found]
    return Chosen(tuple(known[:MOST]), tuple(one.name for one in known[MOST:]), len(ids) - len(known))
