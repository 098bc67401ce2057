"""What people type about an offer, page by page, and when they renew it."""

from crispy_forms_gds.choices import Choice
from django import forms

from commissioners.forms.fields import DateField, LongTextField, TextField
from consortia.actions.offers import CHOSEN, plain, stored_part
from consortia.models import PartnerOffer
from consortia.offers.completeness import day_problem
from mutuals.forms.section import laid_out
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.conflicts.meeting import SEEN_LENGTH, MeetsOthers, in_words
from partnerships_portal.reference.fields import DistrictsField, RegionsField, ServicesField

Direction, Kind, ShownTo = PartnerOffer.Direction, PartnerOffer.Kind, PartnerOffer.ShownTo
WHAT = ("direction", "kind", "title", "text")
WHERE = ("services", "is_nationwide", "regions", "places")
WHO = ("shown_to", "until")


class PartForm(MeetsOthers, forms.Form):
    """One page. `seen` says what the person had opened, so that of two who edit it at once the second chooses."""

    heading: str
    columns: tuple[str, ...]
    seen = forms.CharField(required=False, max_length=SEEN_LENGTH, widget=forms.HiddenInput)

    def __init__(self, data=None, *, offer: PartnerOffer | None = None, at=None):
        super().__init__(data)
        self.offer, self.at = offer, at
        if offer is not None:
            self.initial |= {name: _now(offer, name) for name in self.columns}
            self.initial["seen"] = self.version()
        self.helper = laid_out(self)

    def stored(self) -> dict:
        return stored_part(self.offer, self.columns) if self.offer else {}

    def typed(self) -> dict:
        return {name: plain(self.cleaned_data.get(name)) for name in self.columns}

    def words(self, name: str, value) -> str:
        if name in CHOSEN:
            things = PartnerOffer._meta.get_field(name).related_model.objects.filter(pk__in=value)
            return ", ".join(sorted(str(one) for one in things))
        choices = {str(key): str(label) for key, label in getattr(self.fields[name], "choices", ())}
        return choices.get(str(value), in_words(value))

    def values(self) -> dict:
        """What to save: not what the person leaves as somebody else wrote it."""
        return {name: self.cleaned_data[name] for name in self.columns if name not in self.theirs}

    def meet(self, problem: Exception) -> None:
        """Show what somebody else saved meanwhile, as it is stored now."""
        now = type(self)(offer=self.offer, at=self.at)
        events = AuditEvent.objects.filter(target_kind=PartnerOffer._meta.label_lower, target_id=self.offer.pk)
        last = events.filter(action="offer_changed").select_related("actor").order_by("-at", "-pk").first()
        self.show_conflict(now, last=last, problem=problem)


def _now(offer: PartnerOffer, name: str):
    return list(getattr(offer, name).all()) if name in CHOSEN else getattr(offer, name)


class WhatForm(PartForm):
    """What is offered or looked for."""

    columns = WHAT
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


class WhereForm(PartForm):
    """The services it is about, and where."""

    columns = WHERE
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

    def clean(self):
        cleaned = super().clean()
        somewhere = cleaned.get("is_nationwide") or cleaned.get("regions") or cleaned.get("places")
        if not somewhere and not self.errors:
            self.add_error("places", "Select at least one place, or anywhere in England")
        return cleaned


def last_day() -> DateField:
    return DateField(label="Last day", help_text="For example 27 3 2027. It is taken off the list after that day")


class WhoForm(PartForm):
    """Who sees it, and until when."""

    columns = WHO
    heading = "Who sees it, and until when"
    shown_to = forms.ChoiceField(
        label="Who may see it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select who may see it", "invalid_choice": "Select who may see it"},
    )
    until = last_day()

    def __init__(self, data=None, *, offer, at):
        super().__init__(data, offer=offer, at=at)
        choices = [
            Choice(ShownTo.EVERYONE, "Everyone", hint="Also people who are not signed in"),
            Choice(ShownTo.ORGANISATIONS, "Signed-in organisations", hint="People of organisations in the directory"),
        ]
        if offer.kind in PartnerOffer.BETWEEN_MUTUALS:
            choices.append(Choice(ShownTo.MUTUALS, "Verified Mutuals", hint="People of Mutuals that staff verified"))
        self.fields["shown_to"].choices = choices

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


def form_of(step: str, data, *, offer: PartnerOffer, at) -> PartForm:
    """The form of one page. Raises KeyError for a page that there is not."""
    return STEPS[step](data, offer=offer, at=at)


def after(step: str) -> str:
    """The next page of the form; "" after the last."""
    names = list(STEPS)
    return names[names.index(step) + 1] if step != names[-1] else ""
