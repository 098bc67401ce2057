"""Where an organisation delivers."""

import itertools
from dataclasses import dataclass

from django import forms

from mutuals import actions
from mutuals.models import Organisation
from partnerships_portal.reference.models import LocalAuthority, Region

from .section import laid_out, long_text
from .services import Choice, ChoiceGroup

FIELDS = ("places", "is_national", "national_evidence")


@dataclass(frozen=True)
class RegionGroup(ChoiceGroup):
    """The districts of a region, and the checkbox that stands for all of them."""

    whole: Choice

    @property
    def says(self) -> str:
        """How many districts there are, and how many were ticked when the page was made."""
        return f"{self.chosen} of {len(self.choices)} ticked" if self.chosen else f"{len(self.choices)} districts"


class PlacesForm(forms.Form):
    """Whole regions, single districts, or anywhere in England. A ticked region stands for all its districts."""

    title = "Places"
    lede = "Tick a whole region, or open it and tick single districts."
    regions = forms.ModelMultipleChoiceField(
        Region.objects.all(),
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,  # drawn by `groups`; error summaries link to the first box
        required=False,
        error_messages={"invalid_choice": "Select regions from the list"},
    )
    districts = forms.ModelMultipleChoiceField(
        LocalAuthority.objects.all(),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": "Select districts from the list"},
    )
    is_national = forms.BooleanField(required=False, label="We deliver anywhere in England")
    national_evidence = long_text(
        "Contracts that show it", "Only if you deliver anywhere in England: contracts in several regions", length=1000
    )
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, data=None, *, organisation: Organisation):
        super().__init__(data)
        self.organisation = organisation
        self.initial |= {
            "is_national": organisation.is_national,
            "national_evidence": organisation.national_evidence,
            "seen": actions.version_of(organisation, FIELDS),
        }
        self.helper = laid_out(self, only=("is_national", "national_evidence", "seen"))

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if cleaned["is_national"] and not cleaned["national_evidence"]:
            self.add_error("national_evidence", "Name contracts that show that you deliver anywhere in England")
        if not (cleaned["is_national"] or cleaned["regions"] or cleaned["districts"]):
            self.add_error("regions", "Select at least one place where you deliver services")
        return cleaned

    @property
    def groups(self) -> list[RegionGroup]:
        """The checkboxes by region, as typed or as stored."""
        regions, ticked = self._ticked()
        districts: dict[int, list[LocalAuthority]] = {}
        for district in LocalAuthority.objects.all():
            districts.setdefault(district.region_id, []).append(district)
        groups = []
        numbers = itertools.count(1)
        for position, region in enumerate(Region.objects.all(), start=1):
            inside = districts.get(region.pk, [])
            complete = region.slug in regions or (not self.is_bound and all(one.code in ticked for one in inside))
            whole = Choice(f"id_regions_{position}", region.slug, f"All of {region.name}", complete and bool(inside))
            choices = tuple(
                Choice(f"id_districts_{next(numbers)}", one.code, one.name, one.code in ticked and not whole.checked)
                for one in inside
            )
            groups.append(RegionGroup(region.name, choices, whole))
        return groups

    def _ticked(self) -> tuple[set[str], set[str]]:
        if self.is_bound:
            return set(self.data.getlist("regions")), set(self.data.getlist("districts"))
        return set(), set(self.organisation.places.values_list("code", flat=True))

    def save(self, *, by, at) -> bool:
        whole = LocalAuthority.objects.filter(region__in=self.cleaned_data["regions"])
        values = {
            "places": {*whole, *self.cleaned_data["districts"]},
            "is_national": self.cleaned_data["is_national"],
            "national_evidence": self.cleaned_data["national_evidence"],
        }
        return bool(
            actions.save_section(
                organisation=self.organisation,
                section="places",
                values=values,
                seen=self.cleaned_data["seen"],
                by=by,
                at=at,
            )
        )
