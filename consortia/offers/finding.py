"""The list of offers as somebody narrows it: by words, direction, kind, service and place."""

from typing import cast

from django import forms
from django.db.models import Q

from consortia.models import PartnerOffer
from partnerships_portal.reference.models import LocalAuthority, ServiceArea

MOST_WORDS = 8
ANY = [("", "All")]


class OfferFilter(forms.Form):
    """The column of filters. What is not on its lists counts as not chosen."""

    words = forms.CharField(label="Search", required=False, max_length=100)
    direction = forms.ChoiceField(
        label="Offered or looked for",
        required=False,
        choices=[*ANY, ("offers", "Offered"), ("asks", "Looked for")],
    )
    kind = forms.ChoiceField(label="Kind", required=False, choices=[*ANY, *PartnerOffer.Kind.choices])
    service = forms.ChoiceField(label="Service", required=False)
    place = forms.ChoiceField(label="Place", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.services = list(ServiceArea.objects.order_by("position", "name"))
        self.districts = list(LocalAuthority.objects.select_related("region").order_by("region__name", "name"))
        for name, groups in (("service", _grouped_services(self.services)), ("place", _grouped_places(self.districts))):
            cast(forms.ChoiceField, self.fields[name]).choices = ANY + groups
        for field in self.fields.values():
            is_list = isinstance(field, forms.ChoiceField)
            field.widget.attrs["class"] = "govuk-select portal-filters__whole" if is_list else "govuk-input"

    @property
    def chosen(self) -> dict[str, str]:
        """What narrows the list."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def in_use(self) -> int:
        return len(self.chosen)

    def narrowed(self, offers):
        """Those of the offers that were asked for, the latest first."""
        chosen = self.chosen
        plain = {name: chosen[name] for name in ("direction", "kind") if name in chosen}
        condition = Q(**plain) & _said(chosen.get("words", ""))
        if "service" in chosen:
            code = chosen["service"]
            wanted = [area.pk for area in self.services if code in (area.code, _code_of_group(area, self.services))]
            condition &= Q(
                pk__in=PartnerOffer.services.through.objects.filter(servicearea__in=wanted).values("partneroffer")
            )
        if "place" in chosen:
            condition &= self._there(chosen["place"])
        return offers.filter(condition).order_by("-published_at", "-pk")

    def _there(self, code: str) -> Q:
        """In that district, or somewhere in that region, or anywhere."""
        within = [one for one in self.districts if code in (one.code, one.region.code)]
        regions, places = PartnerOffer.regions.through.objects, PartnerOffer.places.through.objects
        return (
            Q(is_nationwide=True)
            | Q(pk__in=regions.filter(region__in={one.region_id for one in within}).values("partneroffer"))
            | Q(pk__in=places.filter(localauthority__in=[one.pk for one in within]).values("partneroffer"))
        )


def _said(words: str) -> Q:
    """Each word somewhere in the title, the text or the name of the organisation."""
    condition = Q()
    for word in words.split()[:MOST_WORDS]:
        condition &= Q(title__icontains=word) | Q(text__icontains=word) | Q(organisation__name__icontains=word)
    return condition


def _code_of_group(area: ServiceArea, areas: list[ServiceArea]) -> str:
    return next((one.code for one in areas if one.pk == area.parent_id), "")


def _grouped_services(areas: list[ServiceArea]) -> list:
    """Each group, as a whole and by its services."""
    groups = [area for area in areas if area.parent_id is None]
    return [
        (
            group.name,
            [(group.code, f"All of {group.name}"), *((a.code, a.name) for a in areas if a.parent_id == group.pk)],
        )
        for group in groups
    ]


def _grouped_places(districts: list[LocalAuthority]) -> list:
    """Each region, as a whole and by its districts."""
    regions = {one.region.code: one.region.name for one in districts}
    return [
        (name, [(code, f"All of {name}"), *((one.code, one.name) for one in districts if one.region.code == code)])
        for code, name in regions.items()
    ]
