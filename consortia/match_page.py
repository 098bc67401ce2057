"""What the page of one organisation and one opportunity shows."""

from django.db.models import Q

from commissioners.choices import Reservation
from commissioners.models import Opportunity
from commissioners.timetable.forming import weeks_to_form
from commissioners.timetable.time_left import in_short
from mutuals.models import Organisation

from . import findings
from .control.choices import muted_labels, set_asides
from .matching.on_demand import tender_match
from .matching.tender_partners import tender_partners


def match_page(organisation: Organisation, opportunity: Opportunity, at) -> dict:
    """The match with its reasons, partners for it, and how fresh it is."""
    is_live = Opportunity.objects.live(at).filter(pk=opportunity.pk).exists()
    match = None
    if is_live:
        kept = findings.tender_matches(organisation, at, those_set_aside=True).filter(opportunity=opportunity)
        match = kept.first() or tender_match(organisation, opportunity, at)
    found = findings.tender_findings(organisation, [match], at) if match else [None]
    return {
        "organisation": organisation,
        "opportunity": opportunity,
        "is_live": is_live,
        "time_to_form": in_short(opportunity, at=at, weeks=weeks_to_form()),
        "finding": found[0],
        "set_aside": set_asides(organisation, at).filter(opportunity=opportunity).first(),
        "muted": muted_labels(organisation),
        "is_kept": bool(match and match.pk),
        "reserved": [_lower_first(Reservation(code).label) for code in opportunity.reserved_for],
        "partners": tender_partners(organisation, opportunity, at) if match else [],
        "freshness": findings.freshness(organisation, Q(object_id=opportunity.pk)),
    }


def _lower_first(label: str) -> str:
    return label[:1].lower() + label[1:]
