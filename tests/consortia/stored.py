"""What matching left in the database."""

from consortia.models import PartnerMatch, Scope, TenderMatch


def stored():
    """Everything that matching keeps, without when it was made."""
    skip = ("id", "computed_at")
    return {
        model.__name__: sorted(
            (tuple((k, str(v)) for k, v in row.items() if k not in skip) for row in model.objects.values()),
        )
        for model in (TenderMatch, PartnerMatch, Scope)
    }
