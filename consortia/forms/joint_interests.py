"""What a consortium would tell a buyer."""

from django import forms

from commissioners.forms.fields import LongTextField
from commissioners.forms.interests import LotsField
from commissioners.models import Lot

from .seats import SeatForm


class JointInterestForm(SeatForm):
    """The words that every member agrees to, and the lots that they are about."""

    lots = LotsField(
        label="Which lots? (optional)",
        help_text="Leave all empty if you are interested in the whole.",
        queryset=Lot.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "Which lots: choose from the list",
            "invalid_pk_value": "Which lots: choose from the list",
            "invalid_list": "Which lots: choose from the list",
        },
    )
    message = LongTextField(
        label="Message to the buyer (optional)",
        help_text="The people of the bodies that buy read it, and so do all members before they agree.",
        rows=5,
        max_length=2000,
        required=False,
    )

    def __init__(self, *args, opportunity, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lots"].queryset = opportunity.lots.all()
        if opportunity.lots.count() < 2:
            del self.fields["lots"]

    @property
    def proposed(self) -> dict:
        """What `actions.joint_interests.propose` takes of it. After is_valid()."""
        said = self.cleaned_data
        return {"member": self.seat, "message": said["message"], "lots": list(said.get("lots", ()))}
