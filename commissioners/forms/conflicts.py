"""When two people edit one part of an opportunity at once: the second sees what the first wrote, and chooses."""

from typing import Any

from commissioners.actions.meanwhile import plain, state_of
from commissioners.differences import in_words
from partnerships_portal.conflicts import meeting

from .fields import name_of


class MeetsOthers(meeting.MeetsOthers):
    """For forms whose fields are called as those of the `opportunity` are, which `columns` names."""

    opportunity: Any
    columns: tuple[str, ...] = ()
    errors: Any  # the form's

    def take_theirs(self, cleaned) -> None:
        """What somebody else wrote and the person takes, so that the checks that follow see what would be stored."""
        for name in self.theirs & self.fields.keys():
            cleaned[name] = self.stored_value(name)
            self.errors.pop(name, None)

    def stored_value(self, name: str):
        """A field as it is stored now, in the form in which `values` has it."""
        return getattr(self.opportunity, name)

    def stored(self) -> dict:
        """What is stored of these fields, as it compares."""
        return state_of(self.opportunity, self.columns)

    def typed(self) -> dict:
        """What the person typed, as it compares."""
        return {name: plain(value) for name, value in self.values.items()}

    def label_of(self, name: str) -> str:
        return name_of(str(self.fields[name].label))

    def words(self, name: str, value) -> str:
        thing = type(self.opportunity)()
        setattr(thing, name, self.opportunity._meta.get_field(name).to_python(value))
        return in_words(thing, name)

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, by field of the opportunity."""
        return {name: self.cleaned_data[name] for name in self.columns}
