"""What an import says at its end."""

import json
from collections import Counter
from dataclasses import dataclass, field

FIELDS = ("buyer", "services", "places", "value", "deadline", "lots")


@dataclass
class Summary:
    """Counts of one import. created + updated + unchanged + skipped + failed = releases.

    - created, updated: notices that were new here, or came with new content;
    - unchanged: already here, as they came or in a later version;
    - skipped: new, and kept, but nothing came of them (the reasons say why);
    - failed: broken, not kept;
    - opportunities: those that the releases belong to;
    - history: awards that they tell of whose tender is not here;
    - mapped: releases in which the field was found;
    - reasons: releases in which something could not be mapped, by reason.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0
    opportunities: int = 0
    history: int = 0
    mapped: Counter = field(default_factory=lambda: Counter(dict.fromkeys(FIELDS, 0)))
    reasons: Counter = field(default_factory=Counter)

    @property
    def releases(self) -> int:
        return self.read + self.failed

    @property
    def read(self) -> int:
        """Releases that were good enough to keep."""
        return self.created + self.updated + self.unchanged + self.skipped

    def add_mapped(self, mapped: dict[str, bool], reasons: tuple[str, ...]) -> None:
        """Count what one release says by itself."""
        self.mapped.update({name: int(found) for name, found in mapped.items()})
        self.reasons.update(reasons)

    def as_json(self, **more) -> str:
        """One line, with the keys in this order, and `more` at its end."""
        names = ("releases", "created", "updated", "unchanged", "skipped", "failed", "opportunities", "history")
        counts = {name: getattr(self, name) for name in names}
        mapped = {name: self.mapped[name] for name in FIELDS}
        return json.dumps({**counts, "mapped": mapped, "reasons": dict(self.reasons.most_common()), **more})
