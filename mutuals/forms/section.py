"""What all forms of a profile share: fields of one section, and what they said when the person opened them."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Fixed, Fluid, Layout, Size
from django import forms

from mutuals import actions
from mutuals.actions.profile import plain, state_of
from mutuals.models import Organisation
from partnerships_portal.conflicts.meeting import SEEN_LENGTH

from .conflicts import MeetsOthers, in_words
from .fields import NumberField, PostcodeField, RegisterNumberField

# What the portal finds from another field goes the way of that field.
FOLLOWS = {"base_authority": "base_postcode", "base_easting": "base_postcode", "base_northing": "base_postcode"}


class SectionForm(MeetsOthers, forms.ModelForm):
    """Fields of one section of an organisation. `save` goes through the action, which writes what differs."""

    section: str
    title: str
    lede = ""
    also: tuple[str, ...] = ()  # fields that `values` adds to those of the form
    seen = forms.CharField(required=False, max_length=SEEN_LENGTH, widget=forms.HiddenInput)

    class Meta:
        model = Organisation
        fields: tuple[str, ...] = ()

    def __init__(self, data=None, *, organisation: Organisation):
        super().__init__(data, instance=organisation)
        # a form's check writes into its instance: what the page shows of the organisation stays as it is stored
        self.organisation = Organisation.objects.get(pk=organisation.pk)
        self.initial["seen"] = self.version()
        self.helper = laid_out(self)

    def stored(self) -> dict:
        return state_of(self.organisation, [*self._meta.fields, *self.also])

    def typed(self) -> dict:
        return {name: plain(value) for name, value in self.values().items() if name not in FOLLOWS}

    def label_of(self, name: str) -> str:
        return str(self.fields[self._field_of(name)].label)

    def words(self, name: str, value) -> str:
        field = self.fields[self._field_of(name)]
        if isinstance(field, forms.ModelChoiceField):
            return in_words([str(one) for one in field.queryset.filter(pk__in=value)])
        choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
        if value is not None and choices:
            return in_words([choices.get(str(one), one) for one in (value if isinstance(value, list) else [value])])
        return in_words(value)

    def _field_of(self, name: str) -> str:
        """The field of the form that says what is stored under `name`."""
        return name if name in self.fields else f"{name}_chosen"

    def values(self) -> dict:
        """What to store: the names of `Meta.fields` and `also` with their values."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}

    def save(self, *, by, at) -> bool:
        """Store what differs; returns whether anything did. Raises actions.ChangedMeanwhile."""
        seen, theirs = self.cleaned_data["seen"], self.theirs
        values = {name: value for name, value in self.values().items() if FOLLOWS.get(name, name) not in theirs}
        return bool(
            actions.save_section(
                organisation=self.organisation, section=self.section, values=values, seen=seen, by=by, at=at
            )
        )


def drawn_alone(form: forms.BaseForm, *names: str) -> FormHelper:
    """How some fields of a form are drawn where a template puts them: `{% crispy form helper %}`."""
    helper = laid_out(form, only=names)
    helper.disable_csrf = True  # the page's form has its token
    return helper


def laid_out(form: forms.BaseForm, *, only=()) -> FormHelper:
    """How a form of plain fields is drawn: one below the other, each as its widget wants it, without a form tag.

    `only` names the fields to draw where a template draws the others.
    """
    helper = FormHelper(form)
    helper.form_tag = False
    helper.layout = Layout(
        *(_field(name, field) for name, field in form.fields.items() if name in (only or form.fields))
    )
    return helper


def _field(name: str, field: forms.Field) -> Field:
    if isinstance(field.widget, forms.Textarea):
        return Field.textarea(name, rows=5, label_size=Size.SMALL, max_characters=field.max_length)
    if isinstance(field.widget, forms.CheckboxSelectMultiple):  # a kind of RadioSelect to Django: asked first
        return Field.checkboxes(name, legend_size=Size.SMALL, small=True)
    if isinstance(field.widget, forms.RadioSelect):
        in_a_row = all(len(str(label)) < 10 for _, label in field.choices)  # "Not known 1 2 3 4 5"
        return Field.radios(name, legend_size=Size.SMALL, small=True, inline=in_a_row)
    if isinstance(field, PostcodeField | RegisterNumberField):
        return Field.text(name, label_size=Size.SMALL, field_width=Fixed.TEN)
    if isinstance(field.widget, forms.TextInput):
        width = Fluid.ONE_THIRD if "inputmode" in field.widget.attrs else Fluid.TWO_THIRDS
        if isinstance(field, NumberField) and field.maximum < 10_000:  # a year, a percentage
            width = Fixed.FOUR
        return Field.text(name, label_size=Size.SMALL, field_width=width)
    return Field(name, context={"legend_size": Size.for_legend("s"), "label_size": Size.for_label("s")})


def one_of(choices, *, label: str, help_text: str = "", none: str = "Not known") -> forms.TypedChoiceField:
    """Radios over numbered choices, with one for "not known"; cleans to an int or None."""
    options = [("", none), *((str(value), text) for value, text in choices)]
    return forms.TypedChoiceField(
        choices=options,
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        label=label,
        help_text=help_text,
        error_messages={"invalid_choice": f"{label}: choose one of the answers"},
    )


def long_text(label: str, help_text: str, *, length: int = 2000) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=length,
        widget=forms.Textarea,
        error_messages={"max_length": f"{label}: use {length:,} characters or fewer"},
    )


def short_text(label: str, help_text: str = "", *, length: int, missing: str = "") -> forms.CharField:
    errors = {"max_length": f"{label}: use {length} characters or fewer"} | ({"required": missing} if missing else {})
    return forms.CharField(
        label=label, help_text=help_text, required=bool(missing), max_length=length, error_messages=errors
    )
