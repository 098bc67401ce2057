"""The questionnaire of the evaluation: every answer can be left out."""

from django import forms

from commissioners.forms.fields import LongTextField, MoneyField, chosen_from_the_list
from mutuals.forms.fields import NumberField
from mutuals.forms.section import drawn_alone, one_of
from support_requests.evaluation.measures import BY_KEY, CHALLENGES, MEASURES, SCALE, VALUE
from support_requests.models import Evaluation

NONE_LEFT = "none"
MONEY = ("turnover", "other_buyers")
WORK = ("contracts_alone", "contracts_together", "partnerships")


def _scale(key: str, label: str) -> forms.TypedChoiceField:
    measure = BY_KEY[key]
    said = f"From 1 ({measure.one[0].lower()}{measure.one[1:]}) to 5 ({measure.five[0].lower()}{measure.five[1:]})"
    field = one_of([(step, str(step)) for step in SCALE], label=label, help_text=said)
    field.choices = [(str(step), str(step)) for step in SCALE] + [("", "Not sure")]  # the scale as it is read
    return field


def _count(label: str, what: str, help_text: str = "") -> NumberField:
    problem = f"{what} must be a whole number in digits, such as 3"
    return NumberField(what=what, label=label, help_text=help_text, maximum=9999, problem=problem)


class EvaluationForm(forms.Form):
    """What is asked each time; about the value of the support only afterwards."""

    turnover = MoneyField(
        what="Turnover",
        label="Turnover in your last financial year, in pounds",
        help_text="A rounded figure is enough, such as 1,250,000",
        required=False,
        min_value=0,
        error_messages={"min_value": "Turnover: enter an amount of nothing or more"},
    )
    other_buyers = NumberField(
        what="The share of your income",
        label="How much of your income comes from others than public commissioners, in per cent?",
        help_text="Direct payments, people who pay for themselves, businesses, charities. A guess such as 20 is enough",
        maximum=100,
        problem="The share of your income must be a whole number from 0 to 100, such as 20",
    )
    contracts_alone = _count("Contracts that you won alone in the last 12 months", "Contracts won alone")
    contracts_together = _count(
        "Contracts that you won with partners in the last 12 months",
        "Contracts won with partners",
        "As lead, subcontractor, or member of a joint venture or alliance",
    )
    partnerships = _count("Partnerships that you take part in now", "Partnerships", "Formal and informal")
    confidence = _scale(
        "confidence", "How confident are you that you can win contracts alone over the next five years?"
    )
    success = _scale("success", "How successful has partnering been for you so far?")
    challenges = forms.MultipleChoiceField(
        label="Which challenges do you meet in partnering now?",
        help_text="Select all that apply. Leave all empty if you do not know",
        choices=[*CHALLENGES, (NONE_LEFT, "None of these")],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=chosen_from_the_list("Challenges"),
    )
    comment = LongTextField(
        label="Is there anything that we should know?",
        help_text="Leave out names of people. Programme managers read it",
        required=False,
        rows=4,
        max_length=2000,
    )

    def __init__(self, data=None, *, evaluation: Evaluation):
        super().__init__(data)
        if evaluation.is_follow_up:
            value = _scale(VALUE.key, "How valuable has the support been for you?")
            self.fields = {"value": value} | self.fields
            self.fields["value"] = value
        support = (("Support", ("value",)),) if evaluation.is_follow_up else ()
        self.groups = [
            (title, drawn_alone(self, *names))
            for title, names in (
                *support,
                ("Income", MONEY),
                ("Contracts and partnerships", WORK),
                ("Partnering", ("confidence", "success", "challenges")),
                ("In your own words", ("comment",)),
            )
        ]

    def clean_challenges(self):
        chosen = self.cleaned_data["challenges"]
        if NONE_LEFT in chosen and len(chosen) > 1:
            raise forms.ValidationError("Select the challenges that you meet, or “None of these”, not both")
        if not chosen:
            return None
        return [key for key, _ in CHALLENGES if key in chosen]

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.said:
            self.add_error("value" if "value" in self.fields else "turnover", "Answer at least one question")
        return cleaned

    @property
    def said(self) -> dict:
        """What was answered, by field."""
        return {key: value for key, value in self.cleaned_data.items() if value not in (None, "")}


def in_words(said: dict, before: dict | None = None) -> list[tuple[str, str, str]]:
    """Each question that has an answer, with it and what was answered `before`: as the page that checks, and the one
    that thanks, show them.
    """
    rows = []
    for key in (VALUE.key, *(one.key for one in MEASURES), "challenges"):
        if said.get(key) is not None:
            title = f"{BY_KEY[key].title} {BY_KEY[key].about}" if key in BY_KEY else "Challenges"
            earlier = (before or {}).get(key)
            rows.append((title, _answer(key, said[key]), "" if earlier is None else _answer(key, earlier)))
    if said.get("comment"):
        rows.append(("In your own words", said["comment"], ""))
    return rows


def _answer(key: str, value) -> str:
    if key == "challenges":
        return "\n".join(dict(CHALLENGES)[one] for one in value) or "None of these"
    if key == "turnover":
        return f"£{value:,.2f}".removesuffix(".00")
    return f"{value}%" if key == "other_buyers" else f"{value:,}"
