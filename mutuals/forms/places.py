"""Where an organisation delivers."""

from django import forms

from mutuals import actions
from mutuals.actions.profile import plain, state_of
from mutuals.models import Organisation
from partnerships_portal.reference.fields import DistrictsField, RegionsField
from partnerships_portal.reference.models import LocalAuthority

from .conflicts import MeetsOthers, in_words
from .section import SEEN_LENGTH, drawn_alone, long_text

FIELDS = ("places", "is_national", "national_evidence")
NAMED = 12  # districts that are named when two people choose others; the rest are counted


class PlacesForm(MeetsOthers, forms.Form):
    """Whole regions, single districts, or anywhere in England. A ticked region stands for all its districts."""

    section, title = "places", "Places"
    lede = "Open a region to tick all of it, or single districts."
    districts = DistrictsField(required=False, error_messages={"invalid_choice": "Select districts from the list"})
    regions = RegionsField(required=False, error_messages={"invalid_choice": "Select regions from the list"})
    is_national = forms.BooleanField(required=False, label="We deliver anywhere in England")
    national_evidence = long_text(
        "Contracts that show it", "Only if you deliver anywhere in England: contracts in several regions", length=1000
    )
    seen = forms.CharField(required=False, max_length=SEEN_LENGTH, widget=forms.HiddenInput)

    def __init__(self, data=None, *, organisation: Organisation):
        super().__init__(data)
        self.organisation = organisation
        regions, districts = _split(organisation)
        self.initial |= {
            "regions": regions,
            "districts": districts,
            "is_national": organisation.is_national,
            "national_evidence": organisation.national_evidence,
            "seen": self.version(),
        }
        self.evidence = drawn_alone(self, "national_evidence")

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if cleaned["is_national"] and not cleaned["national_evidence"]:
            self.add_error("national_evidence", "Name contracts that show that you deliver anywhere in England")
        if not (cleaned["is_national"] or cleaned["regions"] or cleaned["districts"]):
            self.add_error("districts", "Select at least one place where you deliver services")
        return cleaned

    def stored(self) -> dict:
        return state_of(self.organisation, FIELDS)

    def values(self) -> dict:
        whole = LocalAuthority.objects.filter(region__in=self.cleaned_data["regions"])
        return {
            "places": {*whole, *self.cleaned_data["districts"]},
            "is_national": self.cleaned_data["is_national"],
            "national_evidence": self.cleaned_data["national_evidence"],
        }

    def typed(self) -> dict:
        return {name: plain(value) for name, value in self.values().items()}

    def label_of(self, name: str) -> str:
        return "Districts" if name == "places" else super().label_of(name)

    def words(self, name: str, value) -> str:
        if name != "places":
            return in_words(value)
        names = list(LocalAuthority.objects.filter(pk__in=value).order_by("name").values_list("name", flat=True))
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        return in_words(names[:NAMED]) + more

    def save(self, *, by, at) -> bool:
        return bool(
            actions.save_section(
                organisation=self.organisation,
                section=self.section,
                values={name: value for name, value in self.values().items() if name not in self.theirs},
                seen=self.cleaned_data["seen"],
                by=by,
                at=at,
            )
        )


def _split(organisation: Organisation) -> tuple[list, list]:
    """Regions that the organisation serves as a whole, and its districts in the others.

    A whole region is one tick, so that one tick takes it away.
    """
    districts = list(organisation.places.select_related("region"))
    regions = {district.region_id: district.region for district in districts}
    missing = LocalAuthority.objects.filter(region__in=regions).exclude(pk__in=[district.pk for district in districts])
    partly = set(missing.values_list("region_id", flat=True))
    whole = [region for pk, region in regions.items() if pk not in partly]
    return whole, [district for district in districts if district.region_id in partly]
