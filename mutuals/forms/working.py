"""How big an organisation is, what it can take on, how it works and what it wants from partners."""

from django import forms

from mutuals.bands import STAFF_EDGES, TURNOVER_EDGES, StaffBand, TurnoverBand, band_of
from mutuals.choices import OrganisationValue, Safeguarding, Scale
from mutuals.models import Network, Organisation

from .fields import NumberField
from .section import SectionForm, laid_out, long_text, one_of


class SizeForm(SectionForm):
    section, title = "size", "Size and exact figures"
    lede = (
        "Others see bands. Give the exact figure if you can: it makes your own matches sharper, "
        "and it sets the band for you."
    )
    turnover = NumberField(label="Turnover a year, in pounds", what="Turnover", help_text="For example 1,250,000")
    turnover_band = one_of(TurnoverBand.choices, label="Or choose a turnover band")
    staff = NumberField(
        label="Number of staff",
        what="Number of staff",
        maximum=2_000_000,
        help_text="For example 85",
        problem="Enter the number of staff in digits, like 45",
    )
    staff_band = one_of(StaffBand.choices, label="Or choose a band of staff")

    class Meta:
        model = Organisation
        fields = ("turnover", "turnover_band", "staff", "staff_band")

    def clean(self):
        cleaned = super().clean()
        self._agree("turnover", TURNOVER_EDGES, TurnoverBand, "Turnover", "£")
        self._agree("staff", STAFF_EDGES, StaffBand, "Number of staff", "")
        return cleaned

    def _agree(self, name: str, edges, bands, words: str, sign: str) -> None:
        """A figure beside another band is asked about; beside the band that stood there, the band follows it."""
        figure, band = self.cleaned_data.get(name), self.cleaned_data.get(f"{name}_band")
        of_figure = band_of(figure, edges)
        if figure is None or band is None or band == of_figure:
            return
        if figure != getattr(self.organisation, name) and band == getattr(self.organisation, f"{name}_band"):
            return
        self.add_error(
            f"{name}_band",
            f"{words}: {sign}{figure:,} lies in “{bands(of_figure).label}”. "
            "Choose that band, or empty the exact figure",
        )


class CapacityForm(SectionForm):
    section, title = "capacity", "Capacity"
    lede = "Both count full-time staff: two people at half time are one. Together they say how much you can take on."
    capacity = NumberField(
        label="Staff available for work",
        what="Staff available for work",
        help_text="Full-time, for example 40 or 12.5",
        minimum=0.1,
        maximum=1_000_000,
        fractions=True,
    )
    volume_of_work = NumberField(
        label="Staff needed for the work in hand",
        what="Staff needed for the work in hand",
        help_text="Full-time, for the contracts that you have now",
        maximum=1_000_000,
        fractions=True,
    )

    class Meta:
        model = Organisation
        fields = ("capacity", "volume_of_work")


class WaysOfWorkingForm(SectionForm):
    section, title = "ways_of_working", "Values and ways of working"
    lede = "Partners whose values and ways of working match have fewer surprises."
    values_chosen = forms.MultipleChoiceField(
        choices=OrganisationValue,
        required=False,
        label="Values that guide your decisions",
        help_text="Choose the few that matter most",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose values from the list"},
    )
    pace_of_decisions = one_of(
        Scale.choices, label="Pace of decisions", help_text="1 is slow and thorough, 5 is quick and light"
    )
    governance = one_of(
        Scale.choices, label="Governance", help_text="1 is decided by the board, 5 is decided by all staff"
    )
    safeguarding = one_of(Safeguarding.choices, label="Safeguarding level")
    also = ("values",)

    class Meta:
        model = Organisation
        fields = ("pace_of_decisions", "governance", "safeguarding")

    def __init__(self, data=None, *, organisation: Organisation):
        super().__init__(data, organisation=organisation)
        self.initial["values_chosen"] = organisation.values

    def values(self) -> dict:
        return super().values() | {"values": self.cleaned_data["values_chosen"]}


class PartneringForm(SectionForm):
    section, title = "partnering", "Partnering"
    partnering_experience = long_text(
        "Experience of partnering", "With whom, for what, and what came of it. A lost bid is experience too"
    )
    offers = long_text("What you offer partners", "Skills, premises, a track record, links to a community")
    looks_for = long_text("What you look for in partners", "Services, places, size or skills that you lack")
    networks = forms.ModelMultipleChoiceField(
        Network.objects.all(),
        required=False,
        label="Networks that you belong to",
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(("invalid_choice", "invalid_pk_value"), "Choose networks from the list"),
    )

    class Meta:
        model = Organisation
        fields = ("partnering_experience", "offers", "looks_for", "networks")

    def __init__(self, data=None, *, organisation: Organisation):
        super().__init__(data, organisation=organisation)
        if not Network.objects.exists():
            del self.fields["networks"]
            self.helper = laid_out(self)

    def values(self) -> dict:
        return {name: self.cleaned_data.get(name, []) for name in self._meta.fields}  # no networks: none to choose


class HistoryForm(SectionForm):
    section, title = "history", "Risk and past bids"
    risk_appetite = one_of(Scale.choices, label="Appetite for risk", help_text="1 is cautious, 5 is bold")

    class Meta:
        model = Organisation
        fields = ("risk_appetite",)
