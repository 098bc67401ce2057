"""Addresses of advisers."""

from django.urls import path

from support_requests.views import advisers

urlpatterns = [
    path("advisers/<int:pk>/", advisers.adviser, name="adviser"),
]
