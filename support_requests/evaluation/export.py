"""Single answers as rows of a spreadsheet, for programme managers."""

from collections.abc import Iterator

from django.utils import timezone

from support_requests.models import Evaluation

from .measures import CHALLENGES, MEASURES, VALUE

COLUMNS = (*MEASURES, VALUE)
HEADS = (
    *("Organisation", "Request", "Number of the request", "Asked", "Stands", "Asked on", "Answered on"),
    *(f"{one.title} {one.about}" for one in COLUMNS),
    *("Challenges", "In their own words"),
)


def rows() -> Iterator[list[str]]:
    """A row for each questionnaire that was asked, answered or not, with pounds to the penny."""
    yield list(HEADS)
    found = Evaluation.objects.filter(asked_at__isnull=False).select_related("request", "organisation")
    for one in found.order_by("organisation__name", "request_id", "due_at").iterator(chunk_size=500):
        yield [
            one.organisation.name,
            one.request.title,
            str(one.request_id),
            one.get_wave_display(),
            one.get_state_display(),
            _day(one.asked_at),
            _day(one.ended_at) if one.state == Evaluation.State.ANSWERED else "",
            *("" if figure is None else str(figure) for figure in (getattr(one, each.key) for each in COLUMNS)),
            _challenges(one.challenges),
            one.comment,
        ]


def _challenges(chosen: list[str] | None) -> str:
    if chosen is None:
        return ""
    return "; ".join(label for key, label in CHALLENGES if key in chosen) or "None"


def _day(moment) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d}" if moment else ""
