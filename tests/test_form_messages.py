"""Whatever is typed wrong, the form says which field it is and what to do, in our words."""

import importlib
import inspect
import pkgutil
import re

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

import commissioners.forms
import consortia.forms
import mutuals.forms
import support_requests.forms
from tests.factories import OpportunityFactory

pytestmark = pytest.mark.django_db

PACKAGES = [commissioners.forms, consortia.forms, mutuals.forms, support_requests.forms]
# How Django and crispy-forms-gds begin what they say by themselves.
THEIR_WORDS = (
    *("This field is required", "This value", "Enter a valid", "Enter a whole number", "Enter a number"),
    *("Ensure ", "Select a valid", "Enter a list", "Choose from the list"),
    *("Enter the day", "Enter the month", "Enter the year"),
)
TEXTS = ["", "x", "-1", "1.234", "9" * 30, "x" * 50_000, "ftp://"]
CHOICES = [["x"], []]
DATES = [["31", "2", "2027"], ["1", "", "2027"], ["x", "1", "2027"], ["1", "1", "99999"], ["", "", ""]]


def _form_classes():
    found = set()
    for package in PACKAGES:
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            classes = inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
            found |= {one for _, one in classes if issubclass(one, forms.BaseForm) and one.__module__ == module.name}
    return sorted(found, key=lambda one: (one.__qualname__, one.__module__))


# What is hidden is not typed; what says "decision" and nothing else is told apart by the forms that extend it.
FIELDS = [
    (form, name)
    for form in _form_classes()
    for name, field in form.base_fields.items()
    if not field.widget.is_hidden and not form.__name__.startswith("_")
]


def messages_of(field) -> list[str]:
    """What the field says to everything that is wrong for it."""
    said = []
    for value in _wrong_for(field):
        try:
            field.clean(value)
        except ValidationError as problem:
            said += problem.messages
    return said


def _wrong_for(field) -> list:
    if isinstance(field.widget, forms.MultiWidget):
        return DATES
    return CHOICES if isinstance(field.widget, forms.CheckboxSelectMultiple) else TEXTS


@pytest.mark.parametrize(("form", "name"), FIELDS, ids=lambda one: getattr(one, "__name__", one))
def test_every_field_says_in_our_words_what_to_do(form, name):
    for message in messages_of(form.base_fields[name]):
        assert not message.startswith(THEIR_WORDS), message


def test_the_sweep_finds_the_forms_and_what_they_say():
    assert len(FIELDS) > 30
    assert sum(bool(messages_of(form.base_fields[name])) for form, name in FIELDS) > 25
    with pytest.raises(AssertionError):
        test_every_field_says_in_our_words_what_to_do(type("Bad", (forms.Form,), {"a": forms.CharField()}), "a")


def test_two_dates_of_a_page_are_told_apart():
    from commissioners.forms.sections import DatesForm

    wrong = {"starts_on_0": "31", "starts_on_1": "2", "starts_on_2": "2027", "ends_on_0": "1"}
    form = DatesForm(wrong, opportunity=OpportunityFactory(state="draft"))
    assert form.errors["starts_on"] == ["Contract starts: enter a real date, such as 27 3 2027"]
    assert form.errors["ends_on"] == ["Contract ends: enter the day, month and year"]


def test_no_page_says_error_in_its_name_by_itself():
    """base.html puts it before every name, so that a page would say it twice."""
    pages = (settings.BASE_DIR / "templates").rglob("*.html")
    assert [page.name for page in pages if re.search(r"{% block title %}.*Error", page.read_text())] == []
