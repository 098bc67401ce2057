"""How soon e-mails come, one choice for each category."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from .kinds import Category, Frequency


class PreferencesForm(forms.Form):
    """A choice for each of the categories that may be delayed or turned off."""

    # a field called "matches" would hide the method of that name of its <form> from scripts
    prefix = "emails"

    def __init__(self, data=None, *, categories: list[Category], frequencies: dict[str, str]):
        super().__init__(data, initial=frequencies)
        for category in categories:
            self.fields[category.key] = forms.ChoiceField(
                choices=Frequency.choices,
                label=category.title,
                help_text=category.about,
                error_messages={
                    "required": f"Choose when we e-mail you about “{category.title}”",
                    "invalid_choice": f"Choose when we e-mail you about “{category.title}” from the list",
                },
            )
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        fields = (Field(category.key, context={"label_size": Size.for_label(Size.SMALL)}) for category in categories)
        self.helper.layout = Layout(*fields)
