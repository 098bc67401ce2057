"""Which organisations would bid together for a reserved opportunity."""

from django import forms

from consortia.models import Consortium
from mutuals.models import Organisation

from .naming import named

MOST_NAMED = 8


class MembersForm(forms.Form):
    """Organisations by name, one a line; and one's own consortium, where one has any."""

    names = forms.CharField(
        label="Organisations that would bid together",
        help_text=f"Up to {MOST_NAMED}, each on a line of its own, as they are called in the directory.",
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        max_length=3000,
        error_messages={
            "max_length": "Organisations that would bid together: use 3,000 characters or fewer",
            "null_characters_not_allowed": "Organisations that would bid together: take out the characters that cannot "
            "be shown",
        },
    )
    consortium: forms.ModelChoiceField = forms.ModelChoiceField(
        label="Or one of your consortia",
        queryset=Consortium.objects.none(),
        required=False,
        widget=forms.RadioSelect,
        empty_label="None of them",
        error_messages={"invalid_choice": "Or one of your consortia: choose one of those shown"},
    )

    def __init__(self, *args, user, consortia, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["consortium"].queryset = consortia
        if not consortia.exists():
            del self.fields["consortium"]

    def clean_names(self) -> list[Organisation]:
        return named(self.cleaned_data["names"], user=self.user, most=MOST_NAMED)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned.get("names") and not cleaned.get("consortium"):
            self.add_error("names", "Name the organisations that would bid together")
        return cleaned

    @property
    def organisations(self) -> list[Organisation]:
        """Those named and the members of the consortium, each once."""
        consortium = self.cleaned_data.get("consortium")
        members = []
        if consortium:
            inside = consortium.members.filter(left_at=None).select_related("organisation")
            members = [member.organisation for member in inside]
        return list({one.pk: one for one in [*self.cleaned_data["names"], *members]}.values())
