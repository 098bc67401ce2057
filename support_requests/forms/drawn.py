"""How the forms of packages, advisers and budgets are drawn."""

from crispy_forms_gds.helper import FormHelper

from mutuals.forms.section import laid_out


class Drawn:
    """A form of plain fields, one below the other, each with its question in bold: `{% crispy form %}`."""

    @property
    def helper(self) -> FormHelper:
        return laid_out(self)
