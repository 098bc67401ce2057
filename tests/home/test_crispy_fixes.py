"""The mends of crispy-forms-gds 2.0.1 in templates/gds, settings and static/portal/boxes.css."""

import re
from pathlib import Path

import pytest
from crispy_forms.utils import render_crispy_form
from crispy_forms_gds.choices import Choice
from crispy_forms_gds.fields import DateInputField
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import ConditionalQuestion, ConditionalRadios, Field, Layout
from django import forms
from django.conf import settings
from django.template.loader import render_to_string


def summary(form) -> str:
    return render_to_string("components/error_summary.html", {"form": form})


def with_layout(form, *parts):
    form.helper = FormHelper()
    form.helper.layout = Layout(*parts)
    return form


class Asked(forms.Form):
    one = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple)
    day = DateInputField(label="Starts")


@pytest.mark.parametrize(("field", "control"), [("one", "id_one_1"), ("several", "id_several_1"), ("day", "id_day_0")])
def test_links_of_the_error_summary_lead_to_a_control(field, control):
    form = with_layout(Asked({}), "one", "several", "day")
    assert f'href="#{control}"' in summary(form)
    assert re.search(rf"<input[^>]*id=\"{control}\"", render_crispy_form(form)), f"{field} has no {control}"


def test_errors_of_the_whole_form_lead_to_its_first_control():
    form = Asked({})
    form.add_error(None, "Something does not fit together")
    assert '<a href="#id_one_1">Something does not fit together</a>' in summary(form)


def test_a_form_without_errors_has_no_summary():
    assert summary(Asked()).strip() == ""


class Conditional(forms.Form):
    method = forms.ChoiceField(
        choices=[Choice("yes", "Yes"), Choice("no", "No")], widget=forms.RadioSelect, required=False
    )
    why = forms.CharField(required=False, help_text="In a few words")


def test_only_options_with_a_conditional_part_name_it():
    parts = ConditionalRadios("method", ConditionalQuestion("Yes", "why"), ConditionalQuestion("No"))
    page = render_crispy_form(with_layout(Conditional(), parts))
    assert re.findall(r"data-aria-controls=\"([^\"]+)\"", page) == ["conditional_method_1"]
    assert 'id="conditional_method_1"' in page
    assert not re.search(r"\saria-controls=", page)


def test_errors_of_conditional_radios_lead_to_the_first_option():
    class Required(Conditional):
        method = forms.ChoiceField(choices=[Choice("yes", "Yes"), Choice("no", "No")], widget=forms.RadioSelect)

    parts = ConditionalRadios("method", ConditionalQuestion("Yes", "why"), ConditionalQuestion("No"))
    form = with_layout(Required({}), parts)
    assert 'href="#id_method_1"' in summary(form)
    assert re.search(r'id="id_method_1" value="yes"', render_crispy_form(form))


@pytest.mark.parametrize("control", ["govuk-input", "govuk-select", "govuk-input__wrapper > .govuk-input"])
def test_controls_of_a_group_with_errors_get_a_red_border(control):
    styles = Path(settings.BASE_DIR, "static/portal/boxes.css").read_text()
    rule = re.search(rf"\.govuk-form-group--error > \.{re.escape(control)}\s*[,{{][^}}]*}}", styles)
    assert rule and "border-color: var(--govuk-error-colour)" in rule.group()


class Typed(forms.Form):
    number = forms.IntegerField()
    website = forms.URLField(assume_scheme="https")
    file = forms.FileField(widget=forms.FileInput)
    many = forms.MultipleChoiceField(choices=[("a", "A")])
    date = forms.DateField()


@pytest.mark.parametrize(
    ("field", "style"),
    [
        ("number", "govuk-input"),
        ("website", "govuk-input"),
        ("file", "govuk-file-upload"),
        ("many", "govuk-select"),
        ("date", "govuk-input"),
    ],
)
def test_each_kind_of_control_has_its_class(field, style):
    page = render_crispy_form(with_layout(Typed(), field))
    assert re.search(rf"<(?:input|select)[^>]*class=\"{style}\"", page), page


class Counted(forms.Form):
    bare = forms.CharField(widget=forms.Textarea)
    hinted = forms.CharField(widget=forms.Textarea, help_text="In a few words")


@pytest.mark.parametrize(
    ("data", "name", "described"),
    [
        (None, "bare", "id_bare-info"),
        (None, "hinted", "id_hinted_hint id_hinted-info"),
        ({}, "bare", "id_bare_1_error id_bare-info"),
        ({}, "hinted", "id_hinted_hint id_hinted_1_error id_hinted-info"),
    ],
)
def test_a_counted_text_area_names_its_hint_its_errors_and_its_count(data, name, described):
    page = render_crispy_form(with_layout(Counted(data), Field.textarea(name, max_characters=500)))
    area = re.search(r"<textarea[^>]*>", page).group()
    assert f'aria-describedby="{described}"' in area and "govuk-js-character-count" in area and 'rows="10"' in area
    assert ("govuk-textarea--error" in area) == (data is not None)
    for named in described.split():
        assert f'id="{named}"' in page
    assert 'data-maxlength="500"' in page and "You can enter up to 500 characters" in page


def test_errors_are_not_shown_a_second_time_as_a_bootstrap_alert():
    form = Asked({})
    form.add_error(None, "Something does not fit together")
    with_layout(form, "one")
    assert "alert" not in render_crispy_form(form)
    assert render_to_string("gds/errors.html", {"form": form}).strip() == ""
