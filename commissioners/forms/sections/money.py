"""What it is worth, and what is asked of a bidder's balance sheet."""

from commissioners.forms.fields import MoneyField

from .base import SectionForm


class MoneyForm(SectionForm):
    columns = ("value", "minimum_turnover")
    value = MoneyField(
        label="Total value without VAT, in pounds (optional)",
        help_text="Over the whole contract, extensions left out. With several lots, the sum of the lots.",
        what="Total value",
        min_value=1,
        required=False,
        error_messages={"min_value": "Total value: enter at least £1, or leave it empty if it is not known"},
    )
    minimum_turnover = MoneyField(
        label="Minimum yearly turnover that you ask of a bidder, in pounds (optional)",
        help_text="Leave it empty if you ask none. More than twice the yearly value shuts out small providers.",
        what="Minimum yearly turnover",
        min_value=0,
        required=False,
        error_messages={"min_value": "Minimum yearly turnover: enter £0 or more, or leave it empty"},
    )

    def clean_minimum_turnover(self):
        turnover = self.cleaned_data["minimum_turnover"]
        return None if turnover is None else int(turnover)
