"""What programme staff have to decide on, and what they see to decide it."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from partnerships_portal.queues import Line, Tag, waits_since

from .duplicates import SHOWN, possible_duplicates
from .models import Organisation, ThreePartDefinition, VerificationDecision
from .registers import charity_search, company_page
from .snapshots import LABELS, Difference, differences, snapshot
from .three_parts import PARTS, Part

Status = ThreePartDefinition.Status
OVERDUE_AFTER = dt.timedelta(days=90)  # without an answer of its owners a verification may be withdrawn


def admissions(user) -> QuerySet[Organisation]:
    """New organisations to admit, longest waiting first."""
    return Organisation.objects.visible_to(user).waiting_for_admission().select_related("definition")


def definitions(user) -> QuerySet[ThreePartDefinition]:
    """Answers of organisations that take part and are not Mutuals yet, longest waiting first."""
    waiting = ThreePartDefinition.objects.visible_to(user).waiting().select_related("organisation")
    return waiting.filter(
        organisation__admitted_at__isnull=False, organisation__closed_at=None, organisation__verified_at=None
    )


def rechecks(user, at) -> QuerySet[ThreePartDefinition]:
    """Mutuals to be checked again: they changed something, sent their answers again, or never answered."""
    sent = Q(status=Status.SUBMITTED, organisation__verified_at__isnull=False)
    begun = Q(status=Status.VERIFIED, recheck_since__isnull=False)
    theirs = ~Q(recheck_fields=[]) | Q(recheck_since__lte=at - OVERDUE_AFTER)
    found = ThreePartDefinition.objects.visible_to(user).filter(sent | begun & theirs, organisation__closed_at=None)
    return found.select_related("organisation").order_by("recheck_since", "pk")


def asked(user, at) -> QuerySet[ThreePartDefinition]:
    """Mutuals whose owners were asked to confirm their answers and have time left."""
    return ThreePartDefinition.objects.visible_to(user).filter(
        status=Status.VERIFIED,
        recheck_since__gt=at - OVERDUE_AFTER,
        recheck_fields=[],
        organisation__closed_at=None,
    )


def line(thing: Organisation | ThreePartDefinition, at) -> Line:
    """How an organisation, or a definition, stands in the queue."""
    if isinstance(thing, Organisation):
        definition = getattr(thing, "definition", None)
        if definition is None or definition.status != Status.SUBMITTED:
            return _line("To be admitted", reverse("admission_decide", args=[thing.pk]), thing, thing, at)
        url = reverse("verification_decide", args=[definition.pk])
        return _line("To be admitted, with its answers to the definition", url, thing, thing, at)
    url = reverse("verification_decide", args=[thing.pk])
    return _line(why(thing), url, thing.organisation, thing, at)


def _line(detail: str, url: str, organisation: Organisation, thing, at) -> Line:
    is_definition = isinstance(thing, ThreePartDefinition)
    is_overdue = is_definition and thing.status == Status.VERIFIED and not thing.recheck_fields
    since = (thing.recheck_since or thing.submitted_at) if is_definition else thing.admission_asked_at
    return Line(
        what=organisation.name,
        url=url,
        who=organisation.get_kind_display(),
        waits=waits_since(since, at),
        detail=detail if detail != organisation.get_kind_display() else "Its answers to the definition",
        tags=(Tag("Overdue", "red"),) if is_overdue else (),
    )


def why(definition: ThreePartDefinition) -> str:
    """Why it is in the queue, in words."""
    if definition.recheck_fields:
        changed = ", ".join(LABELS[key] for key in LABELS if key in definition.recheck_fields)
        return f"Changed since it was verified: {changed}"
    if definition.status == Status.VERIFIED and definition.recheck_since:
        return "Its owners were asked to confirm their answers, and have not yet"
    if definition.recheck_since:
        return "Its owners have confirmed or updated their answers"
    return definition.organisation.get_kind_display()


@dataclass(frozen=True)
class PartShown:
    """A part of the definition beside what the organisation says of it."""

    part: Part
    answer: Difference
    evidence: Difference


@dataclass(frozen=True)
class Earlier:
    """A decision that was made before, and what differs now from what it was made on."""

    decision: VerificationDecision
    changes: tuple[Difference, ...]


@dataclass(frozen=True)
class Case:
    """Everything that a decision rests on."""

    facts: tuple[Difference, ...]  # about the organisation
    parts: tuple[PartShown, ...]  # empty without a definition
    links: dict[str, str]  # key of a fact -> where the register can be searched
    duplicates: tuple[Organisation, ...]  # also those that wait to be admitted
    earlier: tuple[Earlier, ...]  # newest first


def case_of(organisation: Organisation, definition: ThreePartDefinition | None) -> Case:
    """What programme staff see of one organisation to decide on it. Takes two queries."""
    now = snapshot(organisation, definition)
    made = list(VerificationDecision.objects.filter(organisation=organisation).select_related("decided_by"))
    about = VerificationDecision.About.DEFINITION if definition else VerificationDecision.About.ADMISSION
    last: dict[str, str] = next((one.answers for one in made if one.about == about), {})
    seen = {one.key: one for one in differences(last, now)}
    keys = {name for part in PARTS for name in (part.key, f"{part.key}_evidence")}
    found = possible_duplicates(
        name=organisation.name,
        company_number=organisation.company_number,
        charity_number=organisation.charity_number,
        other_than=organisation.pk,
    )
    return Case(
        facts=tuple(one for key, one in seen.items() if key not in keys),
        parts=tuple(PartShown(part, seen[part.key], seen[f"{part.key}_evidence"]) for part in PARTS if definition),
        links=_links(organisation),
        duplicates=tuple(found[:SHOWN]),
        earlier=tuple(_earlier(one, now) for one in made),
    )


def _earlier(decision: VerificationDecision, now: dict[str, str]) -> Earlier:
    changes = (one for one in differences(decision.answers, now) if one.is_changed)
    return Earlier(decision, tuple(changes))


def decisions_on(organisation: Organisation, definition: ThreePartDefinition | None, user) -> list[Earlier]:
    """All decisions on an organisation that the person may read, newest first, with what was changed since."""
    now = snapshot(organisation, definition)
    made = VerificationDecision.objects.visible_to(user).filter(organisation=organisation)
    return [_earlier(one, now) for one in made]


def _links(organisation: Organisation) -> dict[str, str]:
    links = {}
    if organisation.company_number:
        links["company_number"] = company_page(organisation.company_number)
    if organisation.charity_number:
        links["charity_number"] = charity_search(organisation.charity_number)
    return links
