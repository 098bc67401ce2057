"""Names of organisations in labels and hints of forms are text: nobody's name is markup in somebody else's page."""

import pytest
from django import forms
from django.template import Context, Template

MARKUP = "<script>alert(1)</script>"


def radios(**words):
    return forms.ChoiceField(widget=forms.RadioSelect, choices=[("1", "One")], **words)


def boxes(**words):
    return forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, choices=[("1", "One")], **words)


def day(**words):
    return forms.SplitDateTimeField(**words)


@pytest.mark.parametrize("field", [radios, boxes, day, forms.CharField, forms.BooleanField])
def test_labels_and_hints_of_fields_are_text(field):
    form = type("Named", (forms.Form,), {"chosen": field(label=MARKUP, help_text=MARKUP, required=False)})()
    drawn = Template("{% load crispy_forms_tags crispy_forms_gds %}{{ form|crispy }}").render(Context({"form": form}))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in drawn
    assert MARKUP not in drawn
