"""Under which law, by which route, and for whom it is reserved."""

from django import forms

from commissioners.choices import Regime, Reservation, Route
from commissioners.forms.cpv import CpvField, suggestion
from commissioners.forms.fields import YesNoField, chosen_from_the_list
from commissioners.legal.reading import reservation_check

from .base import SectionForm


class LawForm(SectionForm):
    columns = ("regime", "route", "cpv_codes", "is_light_touch", "reserved_for", "suits_small", "suits_voluntary")
    regime = forms.ChoiceField(
        label="Bought under",
        choices=Regime.choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Bought under: choose one of the laws shown"},
    )
    route = forms.ChoiceField(
        label="Route",
        choices=Route.choices,
        widget=forms.Select,
        required=False,
        error_messages={"invalid_choice": "Route: choose one from the list"},
    )
    cpv_codes = CpvField(
        label="CPV codes (optional)",
        help_text="What is bought, as notices name it: lists of services in the law go by these codes. Separate them "
        "with commas, for example 85320000, 85310000.",
    )
    is_light_touch = YesNoField(label="Are these light touch services?")
    reserved_for = forms.MultipleChoiceField(
        label="Reserved for (optional)",
        help_text="Tick only what the law of this procurement allows.",
        choices=Reservation.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=chosen_from_the_list("Reserved for"),
    )
    reserved_anyway = forms.BooleanField(
        label="I know what the check of section 33 says, and reserve it all the same", required=False
    )
    suits_small = YesNoField(label="Suitable for small and medium-sized organisations?")
    suits_voluntary = YesNoField(label="Suitable for voluntary organisations?")

    def __init__(self, *args, opportunity, **kwargs):
        super().__init__(*args, opportunity=opportunity, **kwargs)
        suggested = suggestion(opportunity.lots.prefetch_related("services"))
        if suggested:
            self.fields["cpv_codes"].help_text += f" {suggested}"
        if not self.is_bound:  # asked for only after the check has said no
            del self.fields["reserved_anyway"]

    def clean(self):
        cleaned = super().clean()
        if Reservation.MUTUALS in cleaned.get("reserved_for", ()) and cleaned.get("regime") == Regime.PSR:
            self.add_error(
                "reserved_for",
                "Section 33 is not available under the Provider Selection Regime: untick it or change the law",
            )
        self._reserve_knowingly(cleaned)
        return cleaned

    def _reserve_knowingly(self, cleaned):
        """To reserve for public service mutuals what the law does not let be reserved takes a second tick."""
        asked = Reservation.MUTUALS in cleaned.get("reserved_for", ()) and not self.errors
        is_new = Reservation.MUTUALS not in self.opportunity.reserved_for
        found = reservation_check(self.opportunity, cleaned) if asked and is_new else None
        if found is None or not found.is_no:
            del self.fields["reserved_anyway"]
        elif not cleaned.get("reserved_anyway"):
            self.add_error("reserved_for", "The check of section 33 says no. " + " ".join(found.because))
            self.add_error("reserved_anyway", "Tick this if you know what the check says, or untick the reservation")
