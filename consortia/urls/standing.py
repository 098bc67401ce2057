"""Addresses of what consortia that stay together are matched with."""

from django.urls import path

from consortia.views import consortium_matches

urlpatterns = [
    path("consortia/<int:pk>/matches/", consortium_matches.consortium_match_list, name="consortium_matches"),
    path(
        "consortia/<int:pk>/matches/<int:opportunity_pk>/",
        consortium_matches.consortium_match,
        name="consortium_match",
    ),
]
