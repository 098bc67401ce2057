"""Form fields for choosing services and places: checkboxes in groups, checked against the loaded rows.

Shown by templates/components/service_chooser.html and place_chooser.html.
"""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from .models import LocalAuthority, Region, ServiceArea


@dataclass(frozen=True)
class Option:
    """One checkbox."""

    id: str
    value: str
    label: str
    checked: bool


@dataclass(frozen=True)
class Group:
    """Checkboxes under one heading. `whole` is the checkbox of the group itself, where it can be chosen."""

    code: str
    title: str
    options: list[Option]

    @property
    def checked(self) -> int:
        """How many of its options are ticked."""
        return sum(option.checked for option in self.options)


class GroupedBoundField(forms.BoundField):
    """A field of a form on a page, with its checkboxes in groups."""

    @property
    def options(self) -> list[Option]:
        """Every checkbox; ids count from 1, as the error summary expects."""
        return [option for group in self.groups for option in group.options]

    @property
    def groups(self) -> list[Group]:
        """The groups in their order, with what is ticked now: what was typed, or what is saved."""
        ticked = {str(value) for value in self.value() or ()}
        groups: dict[str, Group] = {}
        for number, thing in enumerate(self.field.things, start=1):
            code, title = self.field.group_of(thing)
            group = groups.setdefault(code, Group(code, title, []))
            group.options.append(Option(f"{self.auto_id}_{number}", thing.code, thing.name, thing.code in ticked))
        return list(groups.values())


class ReferenceField(forms.Field):
    """Any number of rows of reference data, named by their codes; gives a list of rows."""

    widget = forms.CheckboxSelectMultiple
    bound_field_class = GroupedBoundField
    default_error_messages = {"invalid_choice": "Choose from the list"}

    def __deepcopy__(self, memo):
        copied = super().__deepcopy__(memo)
        copied._things = None  # type: ignore[assignment]  # each form reads the rows anew
        return copied

    @property
    def things(self) -> list:
        """The rows to choose from, read once per form."""
        if getattr(self, "_things", None) is None:
            self._things = list(self.rows())
        return self._things

    def rows(self):
        """The rows to choose from, group by group."""
        raise NotImplementedError

    def group_of(self, thing) -> tuple[str, str]:
        """Code and title of the group that a row belongs to."""
        raise NotImplementedError

    def prepare_value(self, value):
        return [getattr(thing, "code", thing) for thing in value or ()]

    def to_python(self, value):
        by_code = {thing.code: thing for thing in self.things}
        codes = list(dict.fromkeys(value or ()))
        if not all(code in by_code for code in codes):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return [by_code[code] for code in codes]

    def has_changed(self, initial, data):
        return set(self.prepare_value(initial)) != set(data or ())


class ServicesField(ReferenceField):
    """Sub-areas of service, under the report's six groups."""

    def rows(self):
        return sorted(ServiceArea.objects.sub_areas(), key=lambda area: (area.parent.position, area.position))

    def group_of(self, thing):
        return thing.parent.code, thing.parent.name


class DistrictsField(ReferenceField):
    """Districts of England, under their regions."""

    def rows(self):
        return LocalAuthority.objects.select_related("region").order_by("region__name", "name")

    def group_of(self, thing):
        return thing.region.slug, thing.region.name


class RegionsField(ReferenceField):
    """Whole regions of England."""

    def rows(self):
        return Region.objects.order_by("name")

    def group_of(self, thing):
        return "", ""
