"""How the forms of packages, advisers and budgets are drawn."""

from crispy_forms_gds.helper import FormHelper
from django import forms

from mutuals.forms.section import laid_out


class Drawn(forms.Form):
    """A form of plain fields, one below the other, each with its question in bold: `{% crispy form %}`."""

    @property
    def helper(self) -> FormHelper:
        return laid_out(self)
