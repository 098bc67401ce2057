"""What an organisation has decided about its suggestions, for its own people."""

from dataclasses import dataclass

from consortia.matching.explain import LABELS
from consortia.models import MutedReason, NotSuggested, Rival, SetAside
from mutuals.models import Organisation


@dataclass(frozen=True)
class Choices:
    """All but what was set aside, which is a list of its own."""

    rivals: list[Rival]
    muted: list[str]  # labels of determinants
    not_suggested: NotSuggested | None


def choices_of(organisation: Organisation) -> Choices:
    """Three queries."""
    decided = {"organisation": organisation}
    return Choices(
        rivals=list(Rival.objects.filter(**decided).select_related("rival", "by").defer("rival__public_search")),
        muted=muted_labels(organisation),
        not_suggested=NotSuggested.objects.filter(**decided).select_related("by").first(),
    )


def muted_by(organisation: Organisation) -> set[str]:
    """The determinants that it does not want to read about."""
    return set(MutedReason.objects.filter(organisation=organisation).values_list("determinant", flat=True))


def muted_labels(organisation: Organisation) -> list[str]:
    """The names of the reasons that are not read, in the order of the determinants."""
    muted = muted_by(organisation)
    return [label for name, label in LABELS.items() if name in muted]


def set_asides(organisation: Organisation, at):
    """What is set aside now, the latest first."""
    return (
        SetAside.objects.in_force(at)
        .filter(organisation=organisation)
        .select_related("opportunity__body", "partner", "by")
        .defer("opportunity__description", "opportunity__search", "opportunity__body__priorities")
        .defer("partner__public_search", "partner__summary")
    )


def just_set_aside(organisation: Organisation, number: str) -> SetAside | None:
    """What an address says was just set aside, if it still is."""
    if not (number.isdecimal() and len(number) < 19):
        return None
    rows = SetAside.objects.filter(organisation=organisation, pk=number)
    return rows.select_related("opportunity", "partner").first()
