"""How long partnerships take to form: what programme staff say, otherwise the starting values."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from commissioners.choices import PartnershipModel
from commissioners.law.timing import WEEKS_TO_FORM
from commissioners.models import FormingTime


@dataclass(frozen=True)
class Weeks:
    """The weeks of one model, what they were at first, and who set them when (None: nobody has)."""

    model: PartnershipModel
    weeks: int
    starting: int
    changed_at: dt.datetime | None = None
    changed_by: object = None

    @property
    def is_changed(self) -> bool:
        """They differ from the starting value."""
        return self.weeks != self.starting

    @property
    def in_words(self) -> str:
        return f"{self.weeks} week{'' if self.weeks == 1 else 's'}"


def weeks_to_form() -> Mapping[str, int]:
    """Weeks for each partnership model, as `law.timing.clock` wants them: one query."""
    return {**WEEKS_TO_FORM, **dict(FormingTime.objects.values_list("partnership_model", "weeks"))}


def weeks_of_each() -> list[Weeks]:
    """Every model, loose to close, with who changed its weeks: one query."""
    kept = {one.partnership_model: one for one in FormingTime.objects.select_related("changed_by")}
    return [_weeks(model, kept.get(model)) for model in PartnershipModel]


def _weeks(model: PartnershipModel, kept: FormingTime | None) -> Weeks:
    starting = WEEKS_TO_FORM[model]
    if kept is None:
        return Weeks(model, starting, starting)
    return Weeks(model, kept.weeks, starting, kept.changed_at, kept.changed_by)
