"""Which weight set is in force."""

from consortia.models import WeightSet

from .weights import DEFAULT


def published() -> WeightSet | None:
    """The published weight set with the highest version; None before the first is published."""
    return WeightSet.objects.filter(status=WeightSet.Status.PUBLISHED).order_by("-version").first()


def ensured(*, at) -> WeightSet:
    """The published weight set; the default one is published first where there is none.

    Called by `prepare`, and by the worker in case it runs before. Pages only read, so they use `published`.
    """
    found = published()
    if found is None:
        found, _ = WeightSet.objects.get_or_create(
            version=1,
            defaults={
                "status": WeightSet.Status.PUBLISHED,
                "values": DEFAULT,
                "reason": "Starting proposal: the report names the six determinants and gives directions, not weights.",
                "created_at": at,
                "published_at": at,
            },
        )
    return found
