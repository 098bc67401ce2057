"""Which organisations would bid together for a reserved opportunity."""

from django import forms
from django.core.exceptions import ValidationError

from consortia.models import Consortium
from mutuals.models import Organisation

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
        lines = list(
            dict.fromkeys(filter(None, (" ".join(line.split()) for line in self.cleaned_data["names"].split("\n"))))
        )
        if len(lines) > MOST_NAMED:
            raise ValidationError(f"Name up to {MOST_NAMED} organisations, not {len(lines)}")
        there = Organisation.objects.visible_to(self.user).active().defer("public_search")
        found, problems = [], []
        for line in lines:
            called = list(there.filter(name__iexact=line).order_by("pk")[:2])
            if called:
                found += called
            else:
                problems.append(ValidationError(self._unknown(there, line)))
        if problems:
            raise ValidationError(problems)
        return found

    def _unknown(self, there, line: str) -> str:
        """What to write instead."""
        similar = there.filter(name__icontains=line).order_by("name").values_list("name", flat=True)[:3]
        hint = f"Did you mean {' or '.join(similar)}?" if similar else "Look it up in the directory."
        return f"“{line[:80]}” is not the name of an organisation in the directory. {hint}"

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
