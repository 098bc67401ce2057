"""What organisations tell the buyer, and to whom the buyer shows who is interested."""

from crispy_forms_gds.choices import Choice
from django import forms

from commissioners.choices import InterestKind, InterestVisibility
from commissioners.interest.possible import SHOWN_TO, is_wider
from commissioners.models import Lot

from .fields import LongTextField, YesNoField

KIND_HINTS = {
    InterestKind.ALONE: "You could deliver it, or some of its lots, yourselves",
    InterestKind.LOOKING: "You would bid with others, and want to find them",
    InterestKind.EITHER: "You could, and are open to a partnership",
}


class LotsField(forms.ModelMultipleChoiceField):
    """Lots of an opportunity, by their titles."""

    def label_from_instance(self, lot):
        return lot.numbered


class InterestForm(forms.Form):
    """An expression of interest. What concerns the list is asked only where others may see it."""

    kind = forms.ChoiceField(
        label="How are you interested?",
        choices=[Choice(value, label, hint=KIND_HINTS[InterestKind(value)]) for value, label in InterestKind.choices],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select how you are interested",
            "invalid_choice": "Select one of the ways to be interested",
        },
    )
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
        help_text="Only the people of the bodies that buy read this.",
        rows=5,
        max_length=2000,
        required=False,
    )
    listed = YesNoField(label="Do you want to be on the interest list?")
    listed_note = LongTextField(
        label="What others on the list should read (optional)",
        help_text="For example what you would bring, and whom you look for. Leave out telephone numbers and e-mail "
        "addresses: your profile is linked, and people write to you through the portal.",
        rows=3,
        max_length=500,
        required=False,
    )
    shown_to = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args, opportunity, interest=None, **kwargs):
        self.opportunity = opportunity
        super().__init__(*args, initial=self._first(interest), **kwargs)
        self.fields["lots"].queryset = opportunity.lots.all()
        if opportunity.lots.count() < 2:
            del self.fields["lots"]
        if not self.has_list:
            del self.fields["listed"], self.fields["listed_note"]
            return
        self.fields["listed"].choices = [("yes", "Yes, show us on it"), ("no", "No, only the buyer knows")]
        self.fields["listed"].required = True
        self.fields["listed"].error_messages["required"] = "Select whether you want to be on the interest list"
        self.fields["listed"].error_messages["invalid_choice"] = "Interest list: choose yes or no"
        self.fields["listed"].help_text = f"It is shown to {SHOWN_TO[opportunity.interest_shown_to]}."

    def _first(self, interest) -> dict:
        shown_to = {"shown_to": self.opportunity.interest_shown_to}
        if interest is None:
            return shown_to
        same = {name: getattr(interest, name) for name in ("kind", "message", "listed", "listed_note")}
        return shown_to | same | {"lots": list(interest.lots.all())}

    @property
    def has_list(self) -> bool:
        return self.opportunity.interest_shown_to != InterestVisibility.NOBODY

    def clean_shown_to(self) -> str:
        """What the page said, if it is something that pages say; else as if it had said nobody."""
        said = self.cleaned_data["shown_to"]
        return said if said in InterestVisibility.values else InterestVisibility.NOBODY

    def clean(self):
        cleaned = super().clean()
        now = self.opportunity.interest_shown_to
        if cleaned.get("listed") and is_wider(now, cleaned.get("shown_to", InterestVisibility.NOBODY)):
            self.ask_again(f"The buyer now shows the interest list to {SHOWN_TO[now]}. Say again whether to be on it.")
        return cleaned

    def ask_again(self, why: str) -> None:
        """The list reaches further than the page said: the next answer is to what it says now."""
        self.add_error("listed", why)
        self.data = self.data.copy()
        self.data["shown_to"] = self.opportunity.interest_shown_to
        self.data.pop("listed", None)

    @property
    def values(self) -> dict:
        """What the action takes, in the words of the model."""
        said = self.cleaned_data
        return {
            "kind": said["kind"],
            "message": said["message"],
            "listed": bool(said.get("listed")),
            "listed_note": said.get("listed_note", ""),
        }

    @property
    def lots_chosen(self) -> list:
        return list(self.cleaned_data.get("lots", ()))


class ShownToForm(forms.Form):
    """To whom the interest list is shown."""

    shown_to = forms.ChoiceField(
        label="Who may see which organisations are on the interest list?",
        help_text="You and the other buyers see everybody who is interested in any case.",
        choices=[
            Choice(InterestVisibility.NOBODY, "Nobody else", hint="Providers cannot find each other here"),
            Choice(
                InterestVisibility.LISTED,
                "The organisations that are on it",
                hint="Whoever wants to see others shows itself. Best for forming partnerships",
            ),
            Choice(
                InterestVisibility.SIGNED_IN,
                "Everyone who is signed in",
                hint="Also organisations that are not interested themselves, and other buyers",
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select who may see the interest list",
            "invalid_choice": "Select one of the answers",
        },
    )
