"""What bidders are asked. No form has a field for a price before the outcome; words that look like one are noticed."""

import hashlib
from decimal import Decimal, InvalidOperation

from crispy_forms_gds.choices import Choice
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from commissioners.models import Lot
from consortia.bidding.outcomes import lots_of
from consortia.bidding.prices import says_a_price
from mutuals.forms.fields import PastDateField
from mutuals.forms.section import laid_out, long_text
from partnerships_portal.reference.models import LocalAuthority, ServiceArea

MANY = 60  # places that a form still lists one by one


class KindlyWarns:
    """A form whose `worded` fields are looked through for prices: warned once, the same words then pass."""

    worded: tuple[str, ...] = ()
    price = ""  # the words that look like one, where the person is to think again

    def warns(self) -> bool:
        """Whether to show the form once more, with the words that look like a price. Sent again as it is: no more."""
        texts = [self.cleaned_data.get(name, "") for name in self.worded]
        found = next((price for text in texts if (price := says_a_price(text))), "")
        self.seen = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
        self.price = found if found and self.data.get("warned") != self.seen else ""
        return bool(self.price)


class IntendForm(forms.Form):
    """For whom, and for which lots."""

    party = forms.ChoiceField(
        label="Who intends to bid?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select who intends to bid", "invalid_choice": "Select one of those listed"},
    )

    def __init__(self, data=None, *, parties, opportunity, chosen: str = ""):
        super().__init__(data)
        self.parties = {party.key: party for party in parties}
        self.fields["party"].choices = [Choice(party.key, str(party)) for party in parties]
        self.initial["party"] = chosen or (parties[0].key if len(parties) == 1 else "")
        lots = opportunity.lots.all()
        if len(lots) > 1:
            self.fields["lots"] = forms.ModelMultipleChoiceField(
                queryset=lots,
                required=False,
                label="For which lots?",
                help_text="Select none if the bid is for all of it",
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": "Select lots of this opportunity"},
            )
            self.fields["lots"].label_from_instance = lambda lot: lot.numbered
        self.helper = laid_out(self)

    @property
    def party_chosen(self):
        return self.parties[self.cleaned_data["party"]]

    @property
    def lots_chosen(self) -> list[Lot]:
        return list(self.cleaned_data.get("lots", ()))


class ContributionForm(KindlyWarns, forms.Form):
    """What an organisation itself brings: words, services, places."""

    worded = ("contribution",)
    contribution = long_text(
        "What your organisation would do",
        "In words: staff, skills, buildings, relationships, risks you would carry. No prices, rates or margins.",
    )

    def __init__(self, data=None, *, bid, organisation, part=None):
        super().__init__(data, initial=_said(part))
        lots = lots_of(bid)
        services = ServiceArea.objects.filter(lots__in=lots).distinct()
        places = LocalAuthority.objects.filter(lots__in=lots).order_by("name").distinct()
        if not places or len(places) > MANY:
            places = LocalAuthority.objects.filter(organisations=organisation).order_by("name")
        self._choose("services", services, "Which of the services asked for?", "Select at least one of the services")
        self._choose("places", places, "In which places?", "Select places from the list")
        self.helper = laid_out(self)

    def _choose(self, name, queryset, label: str, problem: str) -> None:
        if queryset:
            self.fields[name] = forms.ModelMultipleChoiceField(
                queryset=queryset,
                required=False,
                label=label,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": problem},
            )

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(name) for name in ("contribution", "services", "places")):
            self.add_error("contribution", "Say what your organisation would do, or select a service or a place")
        return cleaned

    def values(self) -> dict:
        said = self.cleaned_data
        return {
            "contribution": said["contribution"],
            "services": said.get("services", ()),
            "places": said.get("places", ()),
        }


def _said(part) -> dict:
    if part is None:
        return {}
    return {
        "contribution": part.contribution,
        "services": [one.pk for one in part.services.all()],
        "places": [one.pk for one in part.places.all()],
    }


class SubmittedForm(forms.Form):
    """The day on which the tender went in."""

    submitted_on = PastDateField(label="Tender submitted on", help_text="For example 27 3 2026", required=False)

    def __init__(self, data=None, *, at):
        super().__init__(data, initial={"submitted_on": timezone.localdate(at)})
        self.helper = laid_out(self)

    def clean_submitted_on(self):
        if self.cleaned_data["submitted_on"] is None:
            raise ValidationError("Tender submitted on: enter the day, month and year")
        return self.cleaned_data["submitted_on"]


def _reason(label: str, *, missing: str) -> forms.CharField:
    """Why something is done to a bid, for those who are in it."""
    return forms.CharField(
        label=label,
        help_text="Those in the bid read it. In words, without prices.",
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": missing, "max_length": f"{label} Use 1,000 characters or fewer"},
    )


class WithdrawForm(KindlyWarns, forms.Form):
    """Why a bid is withdrawn."""

    worded = ("reason",)
    reason = _reason("Why is it withdrawn?", missing="Say why the bid is withdrawn")

    def __init__(self, data=None):
        super().__init__(data)
        self.helper = laid_out(self)


class CorrectionForm(KindlyWarns, forms.Form):
    """Why won or lost is corrected."""

    worded = ("reason",)
    reason = _reason("Why is it corrected?", missing="Say why it is corrected")

    def __init__(self, data=None):
        super().__init__(data)
        self.helper = laid_out(self)


class FeedbackForm(forms.Form):
    """What the buyer said, in words; of a bid that was won, what the contract is worth."""

    feedback = long_text("What did the buyer say?", "Its feedback, as you wish to keep it", length=4000)
    scores = long_text(
        "How was the bid scored?", "In words, such as “quality highest of four, social value second”", length=1000
    )
    contract_value = forms.CharField(
        required=False,
        label="What is the contract worth, in pounds?",
        help_text="Without VAT, over its whole term. Only if you won; leave empty if you do not know",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    def __init__(self, data=None, *, bid=None, initial=None):
        super().__init__(data, initial=initial)
        if bid is not None and bid.state != "won":
            del self.fields["contract_value"]
        self.helper = laid_out(self)

    def clean_contract_value(self):
        text = self.cleaned_data["contract_value"].replace("£", "").replace(",", "").replace(" ", "")
        if not text:
            return None
        try:
            value = Decimal(text)
        except InvalidOperation:
            value = Decimal(-1)
        if not value.is_finite() or not 0 < value < 10**12 or value != value.quantize(Decimal("0.01")):
            raise ValidationError("Enter what the contract is worth in pounds, like 1,250,000 or 1,250,000.50")
        return value

    def values(self) -> dict:
        said = self.cleaned_data
        return {
            "feedback": said["feedback"],
            "scores": said["scores"],
            "contract_value": said.get("contract_value"),
        }


class OutcomeForm(FeedbackForm):
    """How it went."""

    outcome = forms.ChoiceField(
        label="How did it go?",
        choices=[Choice("won", "We won"), Choice("lost", "We lost")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether you won or lost", "invalid_choice": "Select won or lost"},
    )
    field_order = ("outcome", "feedback", "scores", "contract_value")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outcome") == "lost" and cleaned.get("contract_value"):
            self.add_error("contract_value", "Leave this empty: a bid that was lost has no contract")
        return cleaned

    def values(self) -> dict:
        return super().values() | {"outcome": self.cleaned_data["outcome"]}
