"""The parts that pages are built from, in templates/components."""

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string

from tests.html import labels_of_controls


def render(name: str, request=None, **context) -> str:
    return render_to_string(f"components/{name}.html", context, request=request)


@pytest.fixture
def a_request(rf):
    """A request for the list with a search and a filter in its address."""
    return rf.get("/organisations/", {"q": "care", "service": ["health", "cyp"], "page": "3"})


class Words(forms.Form):
    query = forms.CharField()
    secret = forms.CharField(widget=forms.PasswordInput, help_text="12 <characters>")


@pytest.mark.django_db
def test_page_links_keep_the_search(a_request):
    from django.contrib.auth.models import AnonymousUser

    a_request.user = AnonymousUser()
    shown = render("pagination", a_request, page=Paginator(range(200), 10).page(3))
    assert 'href="?q=care&amp;service=health&amp;service=cyp&amp;page=4" rel="next"' in shown
    assert shown.count('aria-current="page"') == 1
    assert 'aria-label="Page 20"' in shown


def test_a_single_page_has_no_links():
    assert render("pagination", page=Paginator(range(5), 10).page(1)).strip() == ""


def test_interval_says_in_words_what_it_draws():
    shown = render("interval", point=0.616, low=0.41, high=0.78, label="Fit")
    assert '<strong class="portal-interval__point">62</strong>' in shown
    assert "between 41 and 78" in shown
    assert 'class="portal-interval__range" x1="41" x2="78"' in shown
    assert 'aria-hidden="true"' in shown


def test_a_certain_score_has_no_range():
    assert "between" not in render("interval", point=0.5, low=0.5, high=0.5)


def test_what_is_not_known_is_said():
    assert "Not known" in render("summary_row", key="Turnover", value=None)
    assert "Not known" not in render("summary_row", key="Staff", value=0)


def test_change_links_name_what_they_change():
    shown = render("summary_row", key="Turnover", value="Small", url="/edit/")
    assert 'Change<span class="govuk-visually-hidden"> turnover</span>' in shown


def test_what_people_write_is_escaped():
    shown = render("result_item", title="<script>alert(1)</script>", url="/", text="<b>bold</b>", facts=["<i>"])
    assert "<script>" not in shown and "<b>" not in shown and "<i>" not in shown


def test_filters_have_labels_counts_and_a_way_out():
    facet = {
        "name": "service",
        "label": "Service",
        "open": True,
        "options": [{"value": "a", "label": "Libraries", "count": 7, "checked": True}],
    }
    shown = render("filter_form", facets=[facet], query="care", action="/organisations/")
    assert labels_of_controls(shown) == {"filter-query": "Search", "facet-service-1": "Libraries7results"}
    assert 'value="a" id="facet-service-1" checked' in shown
    assert '<a class="govuk-link" href="/organisations/">Clear</a>' in shown


def test_plain_forms_show_each_error_beside_its_field():
    form = Words({})
    shown = render("fields", form=form)
    assert labels_of_controls(shown) == {"id_query": "Query", "id_secret": "Secret"}
    assert shown.count("govuk-form-group--error") == 2
    assert 'aria-describedby="id_secret-hint id_secret-error-1"' in shown
    assert "12 &lt;characters&gt;" in shown
    assert 'href="#id_secret"' in render("error_summary", form=form)


def test_empty_lists_say_what_to_do_next():
    shown = render("empty_state", title="Nothing yet", text="Because.", url="/add/", action="Add one")
    assert '<a class="govuk-link" href="/add/">Add one</a>' in shown
    assert "<a" not in render("empty_state", title="Nothing yet", text="Because.")
