"""What to show of the evaluation."""

from django import forms

from support_requests.choices import SupportType
from support_requests.evaluation.answers import FOLLOW_UPS
from support_requests.evaluation.measures import MEASURES
from support_requests.evaluation.page import choices_of_years, measure_of
from support_requests.models import Evaluation

WAVES = [(wave.value, wave.label) for wave in FOLLOW_UPS]


def _chosen(label: str, choices) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.Select(attrs={"class": "govuk-select"}),
        error_messages={"invalid_choice": f"{label}: choose from the list"},
    )


class EvidenceForm(forms.Form):
    """When it was asked, and which measure the groups show. What cannot be read counts as not chosen."""

    wave = _chosen("Asked", WAVES)
    measure = _chosen("Groups show", [(one.key, one.title) for one in MEASURES])

    def __init__(self, data):
        super().__init__({"wave": Evaluation.Wave.SIX_MONTHS, "measure": "confidence", **data.dict()})

    @property
    def in_use(self) -> int:
        """How many filters are in use: choosing what is drawn narrows nothing."""
        return 0

    def asked(self) -> dict:
        """What the page is made of."""
        said = self.said()
        return {"wave": said.get("wave") or Evaluation.Wave.SIX_MONTHS, "measure": measure_of(said.get("measure", ""))}

    def said(self) -> dict:
        """What was chosen and can be read."""
        self.is_valid()
        return self.cleaned_data


class EvaluationFilter(EvidenceForm):
    """For staff: narrowed to a year and a type of support as well."""

    year = _chosen("Support agreed in", [])
    support_type = _chosen("Type of support", [("", "All"), *SupportType.choices])

    def __init__(self, data):
        super().__init__(data)
        self.fields["year"].choices = [("", "All"), *choices_of_years()]

    @property
    def in_use(self) -> int:
        """How many filters are in use."""
        return sum(bool(value) for value in self.narrowing().values())

    def narrowing(self) -> dict:
        """By what the answers are narrowed."""
        year = self.said().get("year")
        return {"year": int(year) if year else None, "support_type": self.said().get("support_type", "")}
