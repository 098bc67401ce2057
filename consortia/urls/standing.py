"""Addresses of what consortia that stay together are matched with, and say as one."""

from django.urls import path

from consortia.views import consortium_matches, joint_interests

urlpatterns = [
    path("consortia/<int:pk>/together/", joint_interests.consortium_standing, name="consortium_standing"),
    path("consortia/<int:pk>/matches/", consortium_matches.consortium_match_list, name="consortium_matches"),
    path(
        "consortia/<int:pk>/matches/<int:opportunity_pk>/",
        consortium_matches.consortium_match,
        name="consortium_match",
    ),
    path(
        "consortia/<int:pk>/matches/<int:opportunity_pk>/interest/",
        joint_interests.consortium_interest,
        name="consortium_interest",
    ),
    path(
        "consortia/<int:pk>/matches/<int:opportunity_pk>/interest/propose/",
        joint_interests.consortium_interest_propose,
        name="consortium_interest_propose",
    ),
    path(
        "consortia/<int:pk>/matches/<int:opportunity_pk>/interest/withdraw/",
        joint_interests.consortium_interest_withdraw,
        name="consortium_interest_withdraw",
    ),
]
