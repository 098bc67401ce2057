"""What somebody wishes of the teams. Pure; kept as JSON with the search."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Wishes:
    """Ids of organisations, of a lot (None: all of the opportunity), and limits."""

    include: tuple[int, ...] = ()
    exclude: tuple[int, ...] = ()
    lead: int | None = None  # leads every team; None: whoever may
    lot: int | None = None
    small_only: bool = False
    most_members: int | None = None

    def named(self, asking: int | None) -> set[int]:
        """Who is in every team; `asking`: the organisation that asks, where one does."""
        return {pk for pk in (*self.include, asking, self.lead) if pk is not None}

    def as_json(self) -> dict:
        """The same wish always in the same words, so that a repeated one is recognised."""
        kept = asdict(self)
        return kept | {"include": sorted(set(self.include)), "exclude": sorted(set(self.exclude))}

    @classmethod
    def of_json(cls, kept: dict) -> "Wishes":
        return cls(**kept | {"include": tuple(kept["include"]), "exclude": tuple(kept["exclude"])})
