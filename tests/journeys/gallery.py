"""One page with every component and class of the look, for the browser to judge. Used as a URL configuration."""

from crispy_forms_gds.fields import DateInputField
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Layout, Submit
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import path

from partnerships_portal.urls import urlpatterns as portal_urlpatterns


class EveryField(forms.Form):
    """A field of each kind that the portal uses."""

    words = forms.CharField(label="Name of the service", help_text="As the notice says it")
    address = forms.EmailField(label="E-mail address")
    number = forms.IntegerField(label="Number of staff")
    website = forms.URLField(label="Website", assume_scheme="https")
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    choice = forms.ChoiceField(label="Kind", choices=[("", "Choose one"), ("mutual", "Mutual")])
    several = forms.MultipleChoiceField(
        label="Services", choices=[("a", "Adult social care"), ("b", "Libraries")], widget=forms.CheckboxSelectMultiple
    )
    one = forms.ChoiceField(label="Openness", choices=[("a", "Accepted"), ("b", "Welcomed")], widget=forms.RadioSelect)
    day = DateInputField(label="Contract starts", help_text="For example 27 3 2027")
    text = forms.CharField(label="Summary", help_text="A few sentences", widget=forms.Textarea)
    agreed = forms.BooleanField(label="The information is true")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(*self.fields, Submit("save", "Save"))


FACETS = [
    {
        "name": "service",
        "label": "Service area",
        "open": True,
        "options": [
            {"value": "care", "label": "Social care", "count": 41, "checked": True},
            {"value": "health", "label": "Health", "count": 7, "checked": False},
            {"value": "cyp", "label": "Children and young people’s services", "count": 0, "checked": False},
        ],
    },
    {"name": "place", "label": "Place", "open": False, "options": []},
]
SORTS = [{"value": "best", "label": "Best match", "chosen": True}, {"value": "name", "label": "Name", "chosen": False}]
RESULTS = [
    {
        "title": "Integrated sexual health services for Marlbeck and Upper Teal",
        "facts": ["Marlbeck Council", "Health", "3 places", "£1.2 million a year", "tenders by 14 January 2027"],
        "text": "The council intends to commission an integrated service with open access clinics. " * 4,
        "tag": "Early engagement",
        "colour": "purple",
        "score": {"point": 0.62, "low": 0.41, "high": 0.78},
    },
    {
        "title": "Libraries and reading",
        "facts": ["Saltwick County Council", "Culture and leisure"],
        "text": "Branch libraries and a mobile library.",
        "tag": "Open",
        "colour": "green",
        "score": {"point": 0.55, "low": 0.55, "high": 0.55},
    },
]


@login_not_required
def gallery(request):
    context = {
        "form": EveryField(request.GET if "check" in request.GET else None),
        "facets": FACETS,
        "sorts": SORTS,
        "results": RESULTS,
        "page_obj": Paginator(range(240), 10).get_page(request.GET.get("page", 8)),
        "breadcrumbs": [("Home", "/"), ("Opportunities", "/")],
        "colours": ["green", "teal", "purple", "yellow", "orange", "red", "grey"],
    }
    return render(request, "gallery.html", context)


urlpatterns = [path("gallery/", gallery, name="gallery"), *portal_urlpatterns]
