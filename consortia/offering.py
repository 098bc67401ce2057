"""What organisations show of the services and districts that are asked: for splits, teams and partners for a tender."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q, QuerySet

from mutuals.models import Organisation
from mutuals.visibility import Visibility


def services_shown(claims: QuerySet, asked: Collection[int], level: Visibility) -> dict[int, set[int]]:
    """Organisation -> which of the services asked these claims show at `level`; a claim counts for its group too."""
    shown = claims.filter(
        Q(service_area__in=asked) | Q(service_area__parent__in=asked), organisation__visibility_services__lte=level
    ).order_by()
    found: dict[int, set[int]] = defaultdict(set)
    for organisation, area, group in shown.values_list("organisation", "service_area", "service_area__parent"):
        found[organisation].update(one for one in (area, group) if one in asked)
    return found


def districts_shown(organisations: Collection[int], asked: Collection[int], level: Visibility) -> dict[int, set[int]]:
    """Organisation -> which of the districts asked it names, of those that show their places at `level`."""
    rows = Organisation.places.through.objects.filter(
        organisation__in=list(organisations), organisation__visibility_places__lte=level, localauthority__in=asked
    )
    found: dict[int, set[int]] = defaultdict(set)
    for organisation, district in rows.values_list("organisation", "localauthority"):
        found[organisation].add(district)
    return found
