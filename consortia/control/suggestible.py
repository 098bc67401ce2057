"""Which organisations may be suggested to another one, as both have decided."""

from django.db.models import OuterRef, QuerySet

from consortia.models.control import kept_apart
from mutuals.models import Organisation


def suggestible_to(organisation: Organisation, at) -> QuerySet[Organisation]:
    """Those that take part and may be suggested to this one as a partner; never itself."""
    apart = kept_apart(organisation.pk, OuterRef("pk"), at)
    return Organisation.objects.active().exclude(pk=organisation.pk).exclude(apart)
