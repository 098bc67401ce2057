"""What people type about an offer, page by page, and when they renew it."""

from crispy_forms_gds.choices import Choice
from django import forms

from commissioners.forms.fields import DateField, LongTextField, TextField
from consortia.models import PartnerOffer
from consortia.offers.completeness import day_problem
from partnerships_portal.reference.fields import DistrictsField, RegionsField, ServicesField

Direction, Kind, ShownTo = PartnerOffer.Direction, PartnerOffer.Kind, PartnerOffer.ShownTo
WHAT = ("direction", "kind", "title", "text")
WHO = ("shown_to", "until")


class WhatForm(forms.Form):
    """What is offered or looked for."""

    heading = "What you offer or look for"
    direction = forms.ChoiceField(
        label="Do you offer something, or look for it?",
        choices=[Choice(*one) for one in Direction.choices],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select whether you offer this or look for it",
            "invalid_choice": "Select whether you offer this or look for it",
        },
    )
    kind = forms.ChoiceField(
        label="What is it?",
        choices=[Choice(*one) for one in Kind.choices],
        widget=forms.RadioSelect,
        error_messages={"required": "Select what it is", "invalid_choice": "Select what it is"},
    )
    title = TextField(
        label="Title",
        help_text="Such as “A finance team for two days a week” or “A partner for home care in Saltwick”",
        max_length=120,
        error_messages={"required": "Enter a title"},
    )
    text = LongTextField(
        label="What should others know?",
        help_text="What exactly, from when, for whom, and what you hope for in return. Others answer through the "
        "portal, so you need not give contact details",
        rows=8,
        max_length=4000,
        error_messages={"required": "Say what you offer or look for"},
    )

    def __init__(self, *args, offer=None, **kwargs):
        super().__init__(*args, **kwargs)
        if offer is not None:
            self.initial |= {name: getattr(offer, name) for name in WHAT}


class WhereForm(forms.Form):
    """The services it is about, and where."""

    heading = "Services and places"
    services = ServicesField(
        label="Services", required=False, error_messages={"invalid_choice": "Services: choose from the list"}
    )
    is_nationwide = forms.BooleanField(label="Anywhere in England", required=False)
    regions = RegionsField(
        label="Whole regions", required=False, error_messages={"invalid_choice": "Whole regions: choose from the list"}
    )
    places = DistrictsField(
        label="Places", required=False, error_messages={"invalid_choice": "Places: choose from the list"}
    )

    def __init__(self, *args, offer, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {name: list(getattr(offer, name).all()) for name in ("services", "regions", "places")}
        self.initial["is_nationwide"] = offer.is_nationwide

    def clean(self):
        cleaned = super().clean()
        somewhere = cleaned.get("is_nationwide") or cleaned.get("regions") or cleaned.get("places")
        if not somewhere and not self.errors:
            self.add_error("places", "Select at least one place, or anywhere in England")
        return cleaned


def last_day() -> DateField:
    return DateField(label="Last day", help_text="For example 27 3 2027. It is taken off the list after that day")


class WhoForm(forms.Form):
    """Who sees it, and until when."""

    heading = "Who sees it, and until when"
    shown_to = forms.ChoiceField(
        label="Who may see it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select who may see it", "invalid_choice": "Select who may see it"},
    )
    until = last_day()

    def __init__(self, *args, offer, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.at = at
        choices = [
            Choice(ShownTo.EVERYONE, "Everyone", hint="Also people who are not signed in"),
            Choice(ShownTo.ORGANISATIONS, "Signed-in organisations", hint="People of organisations in the directory"),
        ]
        if offer.kind in PartnerOffer.BETWEEN_MUTUALS:
            choices.append(Choice(ShownTo.MUTUALS, "Verified Mutuals", hint="People of Mutuals that staff verified"))
        self.fields["shown_to"].choices = choices
        self.initial |= {name: getattr(offer, name) for name in WHO}

    def clean_until(self):
        until = self.cleaned_data["until"]
        if problem := day_problem(until, self.at):
            raise forms.ValidationError(problem)
        return until


class RenewForm(forms.Form):
    """A later last day."""

    until = last_day()

    def __init__(self, *args, offer, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.at = at
        self.initial["until"] = offer.until

    clean_until = WhoForm.clean_until


STEPS = {"what": WhatForm, "where": WhereForm, "who": WhoForm}


def form_of(step: str, data, *, offer: PartnerOffer, at) -> forms.Form:
    """The form of one page. Raises KeyError for a page that there is not."""
    more = {"at": at} if step == "who" else {}
    return STEPS[step](data, offer=offer, **more)


def after(step: str) -> str:
    """The next page of the form; "" after the last."""
    names = list(STEPS)
    return names[names.index(step) + 1] if step != names[-1] else ""
