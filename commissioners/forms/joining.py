"""Asking to act for a public body, and deciding on those who ask."""

import unicodedata

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from commissioners.choices import BodyKind
from commissioners.joining import KIND
from partnerships_portal.joining.forms import JoinDecisionForm

from .fields import NOT_SHOWN

UNSEEN = ("Cf", "Cc", "Co", "Cn", "Cs")  # kinds of characters that nobody can see


def _post_field() -> forms.CharField:
    return forms.CharField(
        label="Your post there",
        help_text="What you do, and in which team. Those who decide read it, with your name and e-mail address",
        max_length=500,
        widget=forms.Textarea,
        error_messages={
            "required": "Say what your post is, such as “Commissioning manager, adult social care”",
            "max_length": "Your post: use 500 characters or fewer",
            "null_characters_not_allowed": f"Your post: {NOT_SHOWN}",
        },
    )


def _drawn(form: forms.Form, *fields) -> FormHelper:
    helper = FormHelper(form)
    helper.form_tag = False
    helper.layout = Layout(*fields)
    return helper


POST = Field.textarea("message", rows=3, label_size=Size.SMALL, max_characters=500)


class PostForm(forms.Form):
    """What a person says of themselves who asks to act for a body of the list."""

    message = _post_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = _drawn(self, POST)


class NewBodyForm(forms.Form):
    """A body that is not on the list yet, and what the person does there."""

    name = forms.CharField(
        label="Name of the body",
        help_text="In full, as its notices and letters say it",
        max_length=250,
        error_messages={
            "required": "Enter the name of the body",
            "max_length": "Name of the body: use 250 characters or fewer",
            "null_characters_not_allowed": f"Name of the body: {NOT_SHOWN}",
        },
    )
    kind = forms.ChoiceField(
        choices=BodyKind.choices,
        label="What kind of body is it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select what kind of body it is", "invalid_choice": "Select one of the kinds"},
    )
    message = _post_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = _drawn(
            self,
            Field.text("name", label_size=Size.SMALL),
            Field.radios("kind", legend_size=Size.SMALL, small=True),
            POST,
        )

    def clean_name(self):
        """What nobody can see is taken out, and letters that only look like ours are refused: so that none is named as
        another is, and looked for in vain among those of its name."""
        words = unicodedata.normalize("NFKC", self.cleaned_data["name"]).split()
        seen = ("".join(char for char in word if unicodedata.category(char) not in UNSEEN) for word in words)
        name = " ".join(filter(None, seen))
        if not name:
            raise forms.ValidationError("Enter the name of the body")
        if any(char.isalpha() and not unicodedata.name(char, "").startswith(("LATIN", "MODIFIER")) for char in name):
            raise forms.ValidationError("Name of the body: use letters from A to Z, with accents where it has them")
        return name


class RequestDecisionForm(JoinDecisionForm):
    """Whether somebody is let in, as what, and why not."""

    reason = forms.CharField(
        label="Why you decline (optional)",
        help_text="The person reads it",
        required=False,
        max_length=500,
        widget=forms.Textarea,
        error_messages={"max_length": "Why you decline: use 500 characters or fewer"},
    )

    def __init__(self, *args, first: bool, **kwargs):
        """`first`: the body has nobody yet, so whoever is let in becomes its owner."""
        more = {"roles": ("owner",)} if first else {}
        super().__init__(*args, kind=KIND, **more, **kwargs)
        self.helper.layout.append(Field.textarea("reason", rows=2, label_size=Size.SMALL))
