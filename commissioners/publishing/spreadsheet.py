"""Public opportunities as a spreadsheet: one line each, in a stream that never holds it whole."""

from collections.abc import Iterator

from django.db.models import Prefetch
from django.utils import timezone

from commissioners.choices import PartnershipModel, Reservation
from commissioners.models import Lot, Opportunity
from commissioners.ocds.writing.values import words
from partnerships_portal.reference.models import LocalAuthority, Region, ServiceArea
from partnerships_portal.spreadsheets import BYTE_ORDER_MARK, lines

from .reading import ocid_of

CHUNK = 500  # opportunities read at a time
COLUMNS = (
    *("Title", "Buyer", "Also buying", "State", "Consortia", "Partnership models considered"),
    *("Lead provider wanted", "Joint and several liability wanted", "Smaller lots considered"),
    *("Social value, per cent", "Minimum turnover, pounds a year", "Insurance cover, pounds"),
    *("Services", "Places", "Lots", "Value without VAT, pounds", "Value with VAT, pounds"),
    *("Bought under", "Route", "Light touch", "Reserved for", "Suitable for small", "Suitable for voluntary"),
    *("Engagement ends", "Tender expected", "Questions by", "Tenders by", "Award expected"),
    *("Starts", "Ends", "May be extended", "May be extended to"),
    *("Published", "Last changed", "Source", "ocid", "Notice", "Page in the portal"),
)
NOT_READ = (
    *("search", "imported", "description", "openness_note", "infrastructure_asked", "social_value_questions"),
)  # long, and in no column
LOTS = Lot.objects.only("opportunity_id", "is_nationwide").prefetch_related(
    Prefetch("services", ServiceArea.objects.only("name").order_by()),
    Prefetch("regions", Region.objects.only("name").order_by()),
    Prefetch("places", LocalAuthority.objects.only("name").order_by()),
)
YES_NO = {True: "Yes", False: "No", None: ""}


def rows(opportunities, *, site: str) -> Iterator[str]:
    """Lines of CSV with a header, in chunks and in the order of `opportunities`; `site` is put before addresses.

    One query for the keys and a fixed number for each CHUNK, so that a slow reader holds no query open.
    """
    yield BYTE_ORDER_MARK + lines([COLUMNS])
    keys = list(opportunities.values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        yield lines(_read(keys[start : start + CHUNK], site))


def _read(keys: list[int], site: str) -> Iterator[tuple]:
    public = Opportunity.objects.filter(published_at__isnull=False).select_related("body").defer(*NOT_READ)
    found = public.prefetch_related("joint_buyers", Prefetch("lots", LOTS)).in_bulk(keys)
    for key in keys:
        if key in found:
            yield _cells(found[key], site)


def _cells(row: Opportunity, site: str) -> tuple:
    lots = list(row.lots.all())
    return (
        words(row.title),
        row.body.name,
        "; ".join(body.name for body in row.joint_buyers.all()),
        row.get_state_display(),
        row.get_openness_display(),
        "; ".join(str(PartnershipModel(code).label) for code in row.models_considered),
        YES_NO[row.wants_lead_provider],
        YES_NO[row.wants_joint_liability],
        YES_NO[row.considers_smaller_lots],
        row.social_value_weight,
        row.minimum_turnover,
        row.minimum_insurance,
        "; ".join(sorted({service.name for lot in lots for service in lot.services.all()})),
        "; ".join(_places(lots)),
        len(lots),
        *(row.value, row.value_with_vat),
        *_law(row),
        *(_moment(row.engagement_deadline), row.expected_tender_on),
        *(_moment(row.enquiry_deadline), _moment(row.submission_deadline)),
        row.award_expected_on,
        *(row.starts_on, row.ends_on, YES_NO[row.may_be_extended], row.may_extend_to),
        *(_moment(row.published_at), _moment(row.updated_at)),
        *(row.get_source_display(), ocid_of(row), row.notice_url, f"{site}{row.get_absolute_url()}"),
    )


def _law(row) -> tuple:
    return (
        row.get_regime_display(),
        row.get_route_display(),
        YES_NO[row.is_light_touch],
        "; ".join(str(Reservation(code).label) for code in row.reserved_for),
        YES_NO[row.suits_small],
        YES_NO[row.suits_voluntary],
    )


def _places(lots) -> list[str]:
    if any(lot.is_nationwide for lot in lots):
        return ["Anywhere in England"]
    regions = {region.name for lot in lots for region in lot.regions.all()}
    return sorted(regions) + sorted({place.name for lot in lots for place in lot.places.all()})


def _moment(at) -> str:
    """UK local time, as a spreadsheet reads it."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""
